import { sentence } from '../chat/message.js';

/** The room's own words: only about what Teams itself got in the way of. */
export const words = {
  title: 'Corridor',
  oldButton: sentence('This button is from an older card. Open the newest one, or type “mine” to me.'),
  oldForm: sentence('This form is out of date. Nothing was sent. Close it and open a new one.'),
  late: sentence('This is taking a little longer than usual. The answer will come in our one-to-one chat.'),
  lateForm: sentence('The form could not be shown in time. Nothing was sent. Please open it again.'),
  /** Said where everybody can read it, so it says nothing of what was asked. */
  addMe: sentence(
    'I can only answer you in private. In Teams, choose Apps, find Corridor and press Add; then ask again.',
  ),
} as const;

/** The answer when this room itself fails: the reference also stands in the log. */
export const ourFault = (reference: string) =>
  sentence(
    `Something went wrong on our side, so the answer cannot be shown. Type “mine” to me to see whether it was done, ` +
      `or try again. If you tell us, please give this reference: ${reference}.`,
  );
