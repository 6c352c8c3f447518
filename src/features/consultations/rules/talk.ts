import type { Member } from '../../partnerships/rules.js';
import { mayRead, type Consultation } from './consultation.js';

type Own = { consultation: Consultation; written: { kind: string; authorId: string; text: string | null } };

/** Whether this member may change or delete it: it is theirs, still there, and not the question everybody answers. */
export const mayRewrite = ({ consultation, written }: Own, member: Member): boolean =>
  written.authorId === member.id &&
  written.kind !== 'what' &&
  written.text !== null &&
  consultation.state !== 'withdrawn' &&
  mayRead(consultation, member);

const THANKS = new Set(
  'thanks thank you thankyou ta cheers great brilliant perfect lovely ok okay k noted understood got it will do many so much very that is thats helpful very really all good fab super much appreciated appreciate it x xx xxx yes no worries amazing wonderful excellent again for this the help your'.split(
    ' ',
  ),
);

const MOST_WORDS = 9;

/**
 * Whether something somebody wrote is only thanks, a tick or an emoji. Such a message never re-opens anything and
 * moves no state. A question mark always makes it a question. Source: noise rule 9, taxonomy section 5.
 */
export function isBareThanks(text: string): boolean {
  if (/[?？]/u.test(text)) return false;
  const words = text
    .toLowerCase()
    .replace(/:[a-z0-9_+-]{1,40}:/g, ' ') // an emoji as Slack writes it
    .replace(/[’']/g, '')
    .match(/[\p{L}\p{N}]+/gu);
  if (!words) return true;
  return words.length <= MOST_WORDS && words.every((word) => THANKS.has(word));
}
