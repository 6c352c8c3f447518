import type { Asked } from '../chat/asked.js';
import { sentence, type Message } from '../chat/message.js';

/** The room's own words: only about what Slack itself got in the way of. */
export const words = {
  oldButton: sentence('This button is from an older card. Open the newest one, or type /mine to find it.'),
  oldForm: sentence('This form is out of date. Nothing was sent. Close it and open a new one.'),
  late: sentence('This is taking a little longer than usual. The answer will follow here.'),
  menuFormDidNotOpen: sentence(
    'Slack did not open the form in time. Nothing is lost: choose it from the message’s menu once more.',
  ),
  formTitle: 'Corridor',
  close: 'Close',
} as const;

/** The answer when a form did not open in Slack's three seconds, or at all: `again` is what the button asks for. */
export const formDidNotOpen = (again: Asked): Message => ({
  summary: 'The form did not open',
  parts: [
    {
      kind: 'text',
      text: 'Slack did not open the form in time. Nothing is lost: press the button to try again.',
    },
    { kind: 'buttons', buttons: [{ ...again, label: 'Try again', tone: 'primary' }] },
  ],
});

/** The answer when this room itself fails: the reference also stands in the log. */
export const ourFault = (reference: string): Message =>
  sentence(
    `Something went wrong on our side, so the answer cannot be shown. Type /mine to see whether it was done, ` +
      `or try again. If you tell us, please give this reference: ${reference}.`,
  );
