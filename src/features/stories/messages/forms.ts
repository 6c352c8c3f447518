import { fieldErrors } from '../../../chat/field-errors.js';
import type { Form, Values } from '../../../chat/form.js';
import { wordsFor, type Who } from '../../partnerships/rules.js';
import type { Referral } from '../../referrals/rules/referral.js';
import { MOST_IN_STORY } from '../schema.js';

const FIGURES =
  'Leave out every figure (amounts, dates, ages, how many): one person’s could pick them out. Say it in words.';

/** Says what the team may learn, and who sees it when. `errors` are keys of the schema. */
export function tellForm(
  referral: Referral,
  { partnership, member }: Who,
  { values = {}, errors }: { values?: Values; errors?: Readonly<Record<string, string>> } = {},
): Form {
  const person = wordsFor(partnership, member).person;
  const { text, agreed } = values;
  return {
    action: 'stories.propose',
    context: JSON.stringify({ referral: referral.id }),
    title: 'Tell the team',
    submit: 'Ask them to agree',
    intro: [
      {
        kind: 'note',
        text: `Seen first by the adviser and by the champion and deputy: one of each has to agree. Then it stands in the partnership’s channel, for everybody there, without the reference, the site or your name. Until then you can take it back.`,
      },
    ],
    fields: [
      {
        kind: 'text',
        name: 'text',
        label: 'What came of it, in a few sentences',
        hint: 'No names, places, figures or dates. What was wrong, what helped, what is better now.',
        lines: 'many',
        max: MOST_IN_STORY,
        required: true,
        ...(typeof text === 'string' && { value: text }),
      },
      {
        kind: 'choice',
        name: 'agreed',
        label: `Did the ${person} agree that the team is told?`,
        hint: 'What they agreed that you hear is not yet that others hear it.',
        required: true,
        options: [
          { value: 'spoken', label: 'Yes, in conversation' },
          { value: 'written', label: 'Yes, in writing' },
        ],
        ...(typeof agreed === 'string' && { value: agreed }),
      },
    ],
    ...(errors && {
      errors: fieldErrors(errors, {
        figures: FIGURES,
        'too-long': `A few sentences: ${MOST_IN_STORY} characters at most.`,
      }),
    }),
  };
}
