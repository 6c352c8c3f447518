import { sentence, type Message } from '../../../chat/message.js';
import { dayAt, dayInWords } from '../../../shared/days.js';
import type { Partnership } from '../../partnerships/rules.js';
import type { Referral } from '../../referrals/rules/referral.js';
import { isOpen } from '../../referrals/rules/states.js';

/** The ask, in a direct message to the adviser. Null once the referral has ended: then nobody is asked. */
export function askMessage(referral: Referral, { timeZone }: Partnership): Message | null {
  const { reference } = referral;
  if (!isOpen(referral.state)) return null;
  const taken = referral.acceptedAt
    ? ` You took it on ${dayInWords(dayAt(referral.acceptedAt, timeZone))}.`
    : '';
  return {
    summary: `${reference}: is there an outcome?`,
    parts: [
      { kind: 'text', text: `Is there an outcome for ${reference} yet?${taken}` },
      {
        kind: 'buttons',
        buttons: [
          { action: 'outcomes.record', label: 'Record outcome', value: referral.id, tone: 'primary' },
          { action: 'outcomes.not-yet', label: 'Not yet', value: referral.id },
        ],
      },
    ],
  };
}

/** After **Not yet**. */
export const postponed = (reference: string, until: Date, timeZone: string): Message =>
  sentence(`${reference}: you will be asked again on ${dayInWords(dayAt(until, timeZone))}.`);
