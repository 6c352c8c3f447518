import type { Form } from '../../src/chat/form.js';
import type { Message } from '../../src/chat/message.js';
import type { Posted } from '../../src/web/needs.js';

/** The referral form as a midwife meets it, with every kind of field in it. */
export const REFERRAL: Form = {
  action: 'referrals.send',
  context: 'case-1',
  title: 'Refer somebody',
  submit: 'Send the referral',
  intro: [
    { kind: 'text', text: 'For somebody who agreed to be put in touch with Wirral Advice. About a minute.' },
    {
      kind: 'note',
      tone: 'warning',
      text: 'Not for emergencies. Someone in danger now: 999. Urgent health help: 111. Court, eviction or removal today: ring 0300 330 1234.',
    },
  ],
  fields: [
    {
      kind: 'choice',
      name: 'issue',
      label: 'What is it about?',
      required: true,
      options: [
        { value: 'pregnancy-work', label: 'Pregnancy and work' },
        { value: 'benefits', label: 'Benefits', note: 'waiting list, about 3 weeks (as of Monday)' },
        { value: 'housing', label: 'Housing' },
        { value: 'debt', label: 'Debt' },
        { value: 'immigration', label: 'Immigration', note: 'regulated advisers only' },
      ],
    },
    {
      kind: 'text',
      lines: 'many',
      name: 'summary',
      label: 'What happened?',
      hint: 'The situation, not the person: no names, dates of birth, hospital or NHS numbers.',
      max: 1200,
      required: true,
    },
    {
      kind: 'date',
      name: 'key-date',
      label: 'Date on the letter',
      hint: 'Leave it empty if nobody is sure.',
      required: false,
    },
    {
      kind: 'choice',
      name: 'site',
      label: 'Where did you meet them?',
      required: true,
      value: 'site-2',
      options: Array.from({ length: 9 }, (_, index) => ({
        value: `site-${index}`,
        label: `Clinic ${index + 1}`,
      })),
    },
    {
      kind: 'choices',
      name: 'agreed',
      label: 'What did they agree to?',
      required: true,
      options: [
        { value: 'referral', label: 'Being referred' },
        { value: 'status', label: 'You hearing how far it has got' },
        { value: 'summary', label: 'You hearing what came of it', note: 'a short summary, nothing private' },
      ],
    },
  ],
  more: {
    heading: 'Getting in touch safely',
    fields: [
      {
        kind: 'text',
        lines: 'one',
        name: 'access',
        label: 'Access needs',
        hint: 'Such as an interpreter.',
        max: 120,
        required: false,
      },
      {
        kind: 'choice',
        name: 'safe',
        label: 'Is it safe to ring and leave a message?',
        required: false,
        options: [
          { value: 'yes', label: 'Yes' },
          { value: 'no', label: 'No, use another way' },
        ],
      },
    ],
  },
};

/** A message with every kind of part in it. */
export const EVERYTHING: Message = {
  summary: 'WIR-7KQ3: received',
  parts: [
    { kind: 'heading', text: 'WIR-7KQ3 · Pregnancy and work' },
    { kind: 'text', text: 'Wirral Advice has it. Somebody looks at it within 3 working days.' },
    {
      kind: 'facts',
      facts: [
        { label: 'Act by', value: '16 February 2027' },
        { label: 'Waiting for', value: 'Wirral Advice' },
        { label: 'Tells you back', value: 'a short summary' },
      ],
    },
    {
      kind: 'quote',
      text: 'Taken off the rota after she said she was pregnant.\nNo letter yet, only a text message.',
    },
    {
      kind: 'list',
      items: [
        {
          text: 'WIR-7KQ3 · act by 16 Feb 2027',
          note: 'waiting for Wirral Advice since yesterday',
          button: { action: 'referrals.show', label: 'Open', value: 'r-1' },
        },
        { text: 'WIR-2MMA · no date', note: 'contact made on Friday' },
      ],
    },
    {
      kind: 'copy',
      label: 'For your own record',
      text: 'Referred to Wirral Advice, WIR-7KQ3.\nAgreed: referral, summary back.',
    },
    { kind: 'note', text: 'Everybody in this channel can read this card.' },
    { kind: 'note', tone: 'warning', text: 'Not for emergencies. Someone in danger now: 999.' },
    {
      kind: 'buttons',
      buttons: [
        { action: 'referrals.take', label: 'Take it', value: 'r-1', tone: 'primary' },
        { action: 'referrals.show', label: 'Copy for record', value: 'r-1' },
        {
          action: 'referrals.withdraw',
          label: 'Withdraw',
          value: 'r-1',
          tone: 'danger',
          confirm: {
            title: 'Withdraw this referral?',
            text: 'Wirral Advice will see that it was withdrawn, and nothing else. The details are removed for good.',
            yes: 'Withdraw it',
            no: 'Keep it',
          },
        },
      ],
    },
  ],
};

const CHANNEL = {
  channel: 'corridor-maternity',
  name: 'Maternity and advice',
  about: 'Cases between the midwives and Wirral Advice.',
};

export const WORDS = [
  { word: 'help', about: 'What to do now, the emergency line, the phone numbers' },
  { word: 'consult', about: 'Ask an adviser about a case, without names', shortcut: 'Consult' },
  { word: 'mine', about: 'Your open cases, the nearest date first', shortcut: 'My cases' },
  { word: 'refer', about: 'Hand a person over to free legal advice', hint: 'a reference', shortcut: 'Refer' },
  { word: 'capacity', about: 'Say how much room a service has' },
];

export const PEOPLE = [
  {
    user: 'nadia',
    name: 'Nadia Rahman',
    description: 'community midwife · Wirral Women’s Hospital',
    tryFirst: 'Refer somebody, then see what the adviser makes of it.',
    channels: [CHANNEL],
  },
  {
    user: 'tom',
    name: 'Tom Hale',
    description: 'link worker · Birkenhead Primary Care Network',
    tryFirst: 'See whose people are waiting, and try to reach one.',
    channels: [CHANNEL],
  },
  {
    user: 'priya',
    name: 'Priya Shah',
    description: 'welfare-rights solicitor · Wirral Advice',
    tryFirst: 'Take the newest referral, and say when you have made contact.',
    channels: [
      CHANNEL,
      { channel: 'advice-triage', name: 'Advice triage', about: 'Only Wirral Advice can read this.' },
    ],
  },
  {
    user: 'bev',
    name: 'Bev Carter',
    description: 'consultant midwife and champion · Wirral Women’s Hospital',
    tryFirst: 'Move the clock to Monday and read the digest.',
    channels: [CHANNEL],
  },
];

export const samplePosts = (): Posted[] => [
  {
    id: 'm-1',
    at: new Date('2026-11-20T09:00:00Z'),
    message: {
      summary: 'WIR-2MMA: contact made',
      parts: [
        { kind: 'heading', text: 'WIR-2MMA · Housing' },
        { kind: 'text', text: 'Contact made. They have an appointment.' },
      ],
    },
    replies: [
      {
        id: 'm-2',
        at: new Date('2026-11-23T14:30:00Z'),
        message: { summary: 'WIR-2MMA: thanks', parts: [{ kind: 'text', text: 'Nadia says thank you.' }] },
      },
    ],
  },
  { id: 'm-3', at: new Date('2026-11-24T10:01:00Z'), message: EVERYTHING, replies: [] },
  {
    id: 'm-4',
    at: new Date('2026-11-24T10:04:00Z'),
    message: { summary: 'It is quiet', parts: [{ kind: 'text', text: 'Nothing else is waiting.' }] },
    replies: [],
  },
];
