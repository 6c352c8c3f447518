import type { Button } from '../../../chat/message.js';
import { outcomeCode, tapsFor } from '../../gains/rules/codes.js';
import type { ShareLevel } from '../../partnerships/rules.js';
import type { Referral } from '../rules/referral.js';

const HEARS: Readonly<Record<ShareLevel, (who: string) => string>> = {
  none: (who) => `Client agreed: nothing more. ${who} is not told that it is closed.`,
  status: (who) => `Client agreed: status only. ${who} hears that it is closed, and nothing else.`,
  summary: (who) => `Client agreed: summary. ${who} hears the outcome and your line.`,
};

/** Who will hear what of an outcome, said before it is sent: the referrer and the link worker each by their own level. */
export function whoHears({ agreed: { share }, navigatorId }: Referral): string {
  const sender = HEARS[share.sender]('The referrer');
  if (navigatorId === null || share.navigator === share.sender) return sender;
  return `${sender} For the link worker: ${HEARS[share.navigator]('the link worker')}`;
}

/** Whether anybody might hear of amounts at all, so that it is worth asking. */
export const mayTellPounds = ({ agreed: { share }, navigatorId }: Referral): boolean =>
  share.sender === 'summary' || (navigatorId !== null && share.navigator === 'summary');

/** Buttons that close it in one tap with what often comes of such matters, each saying first who hears what. */
export const tapButtons = (referral: Referral): Button[] =>
  tapsFor(referral.issues).map(({ code, label }) => ({
    action: 'outcomes.tap',
    label,
    value: `${referral.id}:${code}`,
    confirm: {
      title: `Close ${referral.reference}?`,
      text: `Recorded: ${outcomeCode(code)?.label ?? ''}. ${whoHears(referral)}`,
      yes: 'Record and close',
      no: 'Not yet',
    },
  }));
