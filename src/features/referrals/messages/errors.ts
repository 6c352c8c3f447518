import { issueLabels } from '../../partnerships/messages/labels.js';
import { fieldErrors } from '../../../chat/field-errors.js';
import type { FieldErrors } from '../../../chat/form.js';
import { listInWords } from '../../../chat/words.js';
import type { Partnership } from '../../partnerships/rules.js';
import type { SendError, SendErrors } from '../use-cases/send.js';
import { HANDOVER_LABELS } from './labels.js';

const OWN = {
  'too-long-note': 'This is too long: one line of 300 characters at most. Nothing has been sent.',
  time: 'Write a time such as 14:30 or 2.30 pm.',
  past: 'That day is over. Choose today or a later day.',
  agreement: 'A referral needs the person’s agreement. Ask them first, then say how they agreed.',
};

/** What to do about each field that was not right. Keys are those of `schema.ts`. */
export const referralErrors = (keys: Readonly<Record<string, string>>): FieldErrors => fieldErrors(keys, OWN);

/** The same for what only the partnership’s own facts could tell. */
export const sendErrors = (errors: SendErrors, partnership: Partnership): FieldErrors =>
  Object.fromEntries(Object.entries(errors).map(([field, error]) => [field, sendError(error, partnership)]));

function sendError(error: SendError, partnership: Partnership): string {
  switch (error.kind) {
    case 'service-unknown':
      return 'That service is not taking referrals. Please choose another.';
    case 'not-offered':
      return 'Please choose one of the answers offered.';
    case 'issue-not-taken':
      return `${error.service.name} doesn’t take ${issueLabels(partnership, error.issues)}. Choose another service, or send that part apart.`;
    case 'safe-contact-missing':
      return 'For this kind of matter, say which ways of contact are safe, or “Do not contact”.';
    case 'handover-not-offered':
      return `${error.service.name} takes details by: ${listInWords(error.service.handover.map((mode) => HANDOVER_LABELS[mode])).toLowerCase()}.`;
  }
}
