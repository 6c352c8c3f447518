import type { Form } from '../../src/chat/form.js';

/** A form with every kind of field, some of them under a heading of their own. */
export const referral: Form = {
  action: 'referrals.send',
  context: 'draft-1',
  title: 'Refer somebody',
  submit: 'Send',
  intro: [{ kind: 'note', text: 'Not for emergencies.', tone: 'warning' }],
  fields: [
    { kind: 'text', name: 'words', label: 'What happened', required: true, lines: 'many', max: 3_000 },
    {
      kind: 'choice',
      name: 'priority',
      label: 'How soon',
      hint: 'Urgent means within five working days.',
      required: true,
      options: [
        { value: 'soon', label: 'Soon' },
        { value: 'urgent', label: 'Urgent', note: 'within 5 working days' },
      ],
    },
    { kind: 'date', name: 'date', label: 'Date on the letter', required: false },
  ],
  more: {
    heading: 'If you know',
    fields: [
      {
        kind: 'choices',
        name: 'needs',
        label: 'Needs',
        required: false,
        options: [
          { value: 'interpreter', label: 'An interpreter' },
          { value: 'step-free', label: 'Step-free access' },
        ],
      },
      {
        kind: 'choice',
        name: 'site',
        label: 'Site',
        required: false,
        options: ['a', 'b', 'c', 'd', 'e', 'f'].map((value) => ({ value, label: `Site ${value}` })),
        value: 'b',
      },
    ],
  },
};
