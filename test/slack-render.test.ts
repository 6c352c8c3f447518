import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Field, Form } from '../src/chat/form.js';
import type { Message, Part } from '../src/chat/message.js';
import { createSigner } from '../src/chat/signing.js';
import { stateOf, wordsIn } from './fakes/slack-answers.js';
import { wrongWithMessage, wrongWithView } from './fakes/slack-check.js';
import { HANNAH } from './fakes/slack-events.js';
import { referral } from './fakes/slack-form.js';
import { createWorkspace, type Json } from './fakes/slack-workspace.js';
import { valuesOf } from '../src/slack/fields.js';
import { toModal, toNotice } from '../src/slack/forms.js';
import { toHome } from '../src/slack/home.js';
import { toSlackMessage } from '../src/slack/render.js';
import { createSeals } from '../src/slack/seals.js';

const seals = createSeals(createSigner(Buffer.alloc(32, 7)), 'T0CORRIDOR');
const seal = (action: string, value: string) => seals.sealButton('C0TRIAGE', action, value);
const draw = (message: Message) => toSlackMessage(message, seal);
const modalOf = (form: Form) => toModal(form, { seals, user: HANNAH, turn: 0 });
const parts = (...all: Part[]): Message => ({ summary: 'WIR-7KQ3: new', parts: all });

/** Text that has been trouble somewhere: markup, mentions, links, halves of characters, the invisible and the endless. */
const trouble = fc.oneof(
  fc.constantFrom(
    ...['<!channel>', '<!here>', '<!everyone>', '<!subteam^S1|team>', '<@U0HANNAH>', '<#C0WARD|ward>', '<https://evil.example|nhs.uk>'],
    ...['*bold* _it_ ~no~ `code`', '```\ncode\n```', '&lt;!channel&gt;', ':smile:', '@channel', '> quote', 'https://evil.example'],
    ...['', ' ', '\u200b', '\0', '\ud800', '\udc00x', '😀'.repeat(2_000), 'x'.repeat(40_000), '\n\n\n', '\u202eabc'],
  ),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
); // prettier-ignore

/** Shrinking such large values would take minutes; the seed is enough to find one again. */
const LARGE = { endOnFailure: true };

const short = fc.string({ minLength: 1, maxLength: 20, unit: fc.constantFrom(...'abcdefghij') });
const button = fc.record(
  {
    action: short.map((word) => `referrals.${word}`),
    label: trouble,
    value: short,
    tone: fc.constantFrom('primary' as const, 'danger' as const),
    confirm: fc.record({ title: trouble, text: trouble, yes: trouble, no: trouble }),
  },
  { requiredKeys: ['action', 'label', 'value'] },
);
const item = fc.record({ text: trouble, note: trouble, button }, { requiredKeys: ['text'] });
const kind = <K extends string>(name: K) => fc.constant(name);
const series = (columns: number) =>
  fc.record({ label: trouble, values: fc.array(fc.nat(), { minLength: columns, maxLength: columns }) });
const chart = fc.integer({ min: 1, max: 30 }).chain((columns) =>
  fc.record({
    ...{ kind: kind('chart'), title: trouble, words: trouble },
    columns: fc.array(trouble, { minLength: columns, maxLength: columns }),
    rows: fc.array(series(columns), { minLength: 1, maxLength: 3 }),
  }),
);
const part: fc.Arbitrary<Part> = fc.oneof(
  fc.record({ kind: fc.constantFrom('heading' as const, 'text' as const, 'quote' as const), text: trouble }),
  fc.record({
    kind: kind('facts'),
    facts: fc.array(fc.record({ label: trouble, value: trouble }), { maxLength: 12 }),
  }),
  fc.record({ kind: kind('list'), items: fc.array(item, { maxLength: 60 }) }),
  fc.record({ kind: kind('buttons'), buttons: fc.array(button, { maxLength: 30 }) }),
  fc.record({
    kind: kind('note'),
    text: trouble,
    tone: fc.constantFrom('plain' as const, 'warning' as const),
  }),
  fc.record({ kind: kind('copy'), label: trouble, text: trouble }),
  chart,
);
const message = fc.record({ summary: trouble, parts: fc.array(part, { maxLength: 8 }) });

describe('a message', () => {
  it('is drawn so', () => {
    const drawn = draw(
      parts(
        { kind: 'heading', text: 'WIR-7KQ3' },
        { kind: 'text', text: 'A new referral.' },
        { kind: 'quote', text: 'They <!channel> wrote *this*' },
        { kind: 'facts', facts: [{ label: 'Issue', value: 'Housing' }, { label: 'Act by', value: 'Thu 18 Feb' }] },
        { kind: 'list', items: [{ text: 'WIR-AB12', note: '3 days', button: { action: 'a.b', label: 'Show', value: '1' } }] },
        { kind: 'note', text: 'Only you can see this.' },
        { kind: 'note', text: 'Not for emergencies.', tone: 'warning' },
        { kind: 'copy', label: 'For the record', text: 'Referred' },
        { kind: 'chart', title: 'Trend', words: 'referrals ↑ 5', columns: ['9 Nov', '16 Nov'], rows: [{ label: 'Referrals', values: [2, 5] }] },
        {
          kind: 'buttons',
          buttons: [
            { action: 'referrals.take', label: 'Take it', value: 'WIR-7KQ3', tone: 'primary' },
            { action: 'referrals.take', label: 'Take it for Priya', value: 'WIR-7KQ3:p' },
            { action: 'a.c', label: 'Withdraw', value: '1', tone: 'danger', confirm: { title: 'Sure?', text: 'All will see.', yes: 'Withdraw', no: 'Back' } },
          ],
        },
      ),
    ); // prettier-ignore
    expect(drawn).toMatchSnapshot();
    expect(wrongWithMessage(drawn)).toBeNull();
  });

  it('is within Slack’s limits and holds no live mention, link or format, whatever anybody typed', () => {
    fc.assert(
      fc.property(message, (each) => {
        expect(wrongWithMessage(draw(each))).toBeNull();
      }),
      { numRuns: 300, ...LARGE },
    );
  });

  it('shows what was typed exactly as it was typed', () => {
    const kept = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 500 }).filter((text) => text.trim() !== '' && !text.includes('\0'));
    fc.assert(
      fc.property(kept, fc.constantFrom('quote' as const, 'text' as const), (text, how) => {
        expect(wordsIn(draw(parts({ kind: how, text })).blocks)).toBe(text);
      }),
    );
  }); // prettier-ignore

  it('that is too long says so, keeps its buttons, and leaves out the end rather than the middle', () => {
    const items = Array.from({ length: 70 }, (_, index) => ({ text: `number ${index}` }));
    const buttons = [{ action: 'a.b', label: 'Take it', value: '1' }];
    const { blocks } = draw(parts({ kind: 'list', items }, { kind: 'buttons', buttons }));
    const words = wordsIn(blocks);
    expect(words).toContain(
      'number 47\n⚠ Warning: \nThe rest is too long for Slack and is not shown here.\nTake it',
    );
    expect(words).not.toContain('number 48');
    expect(blocks).toHaveLength(50);
  });

  it('counts its own note, and lets even buttons go when they alone are too much', () => {
    const confirm = { title: 'x'.repeat(100), text: 'x'.repeat(300), yes: 'Yes', no: 'No' };
    const buttons = Array.from({ length: 75 }, (_, value) => ({
      ...{ action: 'a.b', label: `${value}`, value: `${value}`, confirm },
    }));
    for (let size = 2_800; size <= 3_000; size += 1) {
      const text = { kind: 'text', text: 'x'.repeat(size) } as const;
      expect(wrongWithMessage(draw(parts(text, text, text, text, text)))).toBeNull();
    }
    const { blocks } = draw(parts({ kind: 'buttons', buttons }, { kind: 'text', text: 'Hello' }));
    expect(wrongWithMessage({ text: 'x', blocks })).toBeNull();
    expect(wordsIn(blocks)).toContain('The rest is too long');
  });

  it('says where a text was cut', () => {
    const words = wordsIn(draw(parts({ kind: 'copy', label: 'Record', text: 'x'.repeat(5_000) })).blocks);
    expect(words).toMatch(/x… \(cut: too long for Slack\)$/);
  });

  it('with a button that would not work is a bug, not a broken button', () => {
    const value = 'x'.repeat(2_000);
    expect(() => draw(parts({ kind: 'buttons', buttons: [{ action: 'a.b', label: 'Go', value }] }))).toThrow(
      'a.b',
    );
  });

  it('carries the value of every button in a form that opens again there, and only there', () => {
    fc.assert(
      fc.property(short, fc.string({ maxLength: 300 }), (action, value) => {
        const sealed = seals.sealButton('C0TRIAGE', action, value);
        expect(seals.openButton('C0TRIAGE', action, sealed)).toBe(value);
        expect(seals.openButton('C0WARD', action, sealed)).toBeNull();
        expect(seals.openButton('C0TRIAGE', `${action}x`, sealed)).toBeNull();
      }),
    );
  });
});

describe('a form', () => {
  it('is drawn so', () => {
    const modal = modalOf({ ...referral, errors: { words: 'Please write a few words.', agreement: 'Has the person agreed?' } });
    expect({ ...modal, private_metadata: '(sealed)' }).toMatchSnapshot();
    expect(wrongWithView(modal)).toBeNull();
  }); // prettier-ignore

  const base = { label: trouble, hint: trouble, required: fc.boolean() };
  const options = (max: number) =>
    fc
      .array(fc.record({ label: trouble, note: trouble }), { minLength: 1, maxLength: max })
      .map((all) => all.map((each, index) => ({ ...each, value: `v${index}` })));
  const field: fc.Arbitrary<Omit<Field, 'name'>> = fc.oneof(
    fc.record({ ...base, kind: kind('text'), lines: fc.constantFrom('one' as const, 'many' as const), max: fc.nat(5_000), value: trouble }),
    fc.record({ ...base, kind: kind('choice'), options: options(100), value: fc.constantFrom('v0', 'v3', 'none') }),
    fc.record({ ...base, kind: kind('choices'), options: options(100), values: fc.constant(['v0', 'none', 'v2']) }),
    fc.record({ ...base, kind: kind('date'), value: fc.constantFrom('2027-02-16', '', 'tomorrow') }),
  ); // prettier-ignore
  const fields = fc
    .array(field, { minLength: 1, maxLength: 12 })
    .map((all) => all.map((each, index) => ({ ...each, name: `f${index}` }) as Field));
  const form = fc.record({ title: trouble, submit: trouble, intro: fc.array(part, { maxLength: 4 }), fields, heading: trouble }).map(
    ({ title, submit, intro, fields: all, heading }): Form => ({
      ...{ action: 'referrals.send', context: '{}', title, submit, intro, fields: all.slice(0, 5) },
      ...(all.length > 5 && { more: { heading, fields: all.slice(5) } }),
      errors: { f0: heading, elsewhere: heading },
    }),
  ); // prettier-ignore

  it('is within Slack’s limits, whatever stands in it', () => {
    fc.assert(
      fc.property(form, (each) => {
        expect(wrongWithView(modalOf(each))).toBeNull();
      }),
      { numRuns: 150, ...LARGE },
    );
  });

  it('gives back what stood in it when it is sent untouched', () => {
    const { toView } = createWorkspace(() => 0, 1, () => 0);
    fc.assert(
      fc.property(form, (each) => {
        const state = stateOf(toView(modalOf(each) as unknown as Json, HANNAH, 'V1'), {});
        const names = [...each.fields, ...(each.more?.fields ?? [])].map(({ name }) => name);
        const values = valuesOf(state, names);
        for (const { name, kind: type, ...rest } of each.fields)
          if (type === 'choices') expect(values?.[name]).toEqual('options' in rest && rest.options.length > 2 ? ['v0', 'v2'] : ['v0']);
        expect(values).not.toBeNull();
      }),
      { numRuns: 100, ...LARGE },
    );
  }); // prettier-ignore

  it.each<[string, Partial<Form>]>([
    ['more than a hundred choices', { fields: [{ kind: 'choice', name: 'a', label: 'A', required: true, options: Array.from({ length: 101 }, (_, value) => ({ value: `${value}`, label: 'x' })) }] }],
    ['no choices', { fields: [{ kind: 'choice', name: 'a', label: 'A', required: true, options: [] }] }],
    ['a context that does not fit', { context: 'x'.repeat(3_000) }],
  ])('with %s is a bug, not a broken form', (_, change) => {
    expect(() => modalOf({ ...referral, ...change })).toThrow(RangeError);
  }); // prettier-ignore
});

describe('a modal that only tells something, and a home page', () => {
  it('are within Slack’s limits, whatever they say', () => {
    const word = fc.record({ word: short, about: trouble, shortcut: trouble });
    fc.assert(
      fc.property(message, fc.array(word, { maxLength: 5 }), (each, words) => {
        expect(wrongWithView(toNotice(each, seals, HANNAH))).toBeNull();
        expect(wrongWithView(toHome(each, words, seal))).toBeNull();
      }),
      { numRuns: 150, ...LARGE },
    );
  });
});
