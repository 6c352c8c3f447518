import type { FieldErrors } from '../../../chat/form.js';
import { listInWords } from '../../../chat/words.js';
import type { Partnership } from '../../partnerships/rules.js';
import type { SendError, SendErrors } from '../use-cases/send.js';
import { HANDOVER_LABELS, issueLabels } from './labels.js';

const WORDS: Readonly<Record<string, string>> = {
  empty: 'Please write a few words. Spaces alone cannot be sent.',
  'too-long': 'This is too long: 3,000 characters at most. Shorten it; nothing has been sent.',
  'too-long-note': 'This is too long: one line of 300 characters at most. Nothing has been sent.',
  choose: 'Please choose one of the answers offered.',
  date: 'That day does not exist. Write it like 16 Feb 2027, or leave it empty if you are not sure.',
  'date-range': 'That date is too far away. Check the year, or leave it empty if you are not sure.',
  agreement: 'A referral needs the person’s agreement. Ask them first, then say how they agreed.',
};

/** What to do about each field that was not right. Keys are those of `schema.ts`. */
export const fieldErrors = (keys: Readonly<Record<string, string>>): FieldErrors =>
  Object.fromEntries(
    Object.entries(keys).map(([field, key]) => [field, WORDS[key] ?? WORDS['choose'] ?? '']),
  );

/** The same for what only the partnership’s own facts could tell. */
export const sendErrors = (errors: SendErrors, partnership: Partnership): FieldErrors =>
  Object.fromEntries(Object.entries(errors).map(([field, error]) => [field, sendError(error, partnership)]));

function sendError(error: SendError, partnership: Partnership): string {
  switch (error.kind) {
    case 'service-unknown':
      return 'That service is not taking referrals. Please choose another.';
    case 'not-offered':
      return WORDS['choose'] ?? '';
    case 'issue-not-taken':
      return `${error.service.name} doesn’t take ${issueLabels(partnership, error.issues)}. Choose another service, or send that part apart.`;
    case 'safe-contact-missing':
      return 'For this kind of matter, say which ways of contact are safe, or “Do not contact”.';
    case 'handover-not-offered':
      return `${error.service.name} takes details by: ${listInWords(error.service.handover.map((mode) => HANDOVER_LABELS[mode])).toLowerCase()}.`;
  }
}
