import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Form } from '../src/chat/form.js';
import type { Message } from '../src/chat/message.js';
import { createWebDoor } from '../src/web/door.js';
import { createPlainClient, type PlainClient, sheetOf } from './browser/plain-client.js';
import { type SampleWorkspace, startSample } from './browser/sample-workspace.js';

const CHANNEL = '/as/nadia/in/corridor-maternity';

let sample: SampleWorkspace;
let client: PlainClient;
beforeEach(async () => {
  sample = await startSample();
  client = createPlainClient(sample.url);
});
afterEach(() => sample.close());

describe('what people typed', () => {
  const HARD = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=1>',
    '</textarea><b>',
    "' onfocus='1",
    '&lt;b&gt; &amp;',
    '\n\nfirst',
    'a\u202Eb',
    '</details>',
    '{{1+1}}',
    '=1+1',
    '<!--',
    ']]>',
  ];
  const typed = fc.oneof(
    fc.constantFrom(...HARD),
    fc.string({ minLength: 1, unit: 'grapheme' }),
    fc.array(fc.constantFrom(...HARD), { minLength: 1, maxLength: 4 }).map((all) => all.join(' ')),
  );
  const escaped = (text: string) =>
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#39;');

  const pageWith = async (text: string) => {
    sample.posted.splice(0, Infinity, {
      id: 'm-1',
      at: new Date(0),
      message: messageWith(text),
      replies: [],
    });
    sample.answer = () => Promise.resolve({ kind: 'form', form: formWith(text) });
    const place = await client.ask(CHANNEL);
    const form = await client.send(sheetOf(place, 'name="text"'), { text: 'refer' });
    // Keys, drafts and signatures differ from page to page, and a copy box is as tall as its text.
    return (place.html + form.html)
      .replace(/name="(?:key|value|draft|context)" value="[^"]*"/g, '')
      .replace(/\/form\/[0-9a-f-]{36}/g, '')
      .replace(/rows="\d+"/g, '');
  };

  it('is text wherever it is shown, whatever it looks like', async () => {
    await pageWith('x'); // by now everything has been seen, so that nothing is called new
    const plain = await pageWith('PLACEHOLDER');
    expect(plain.split('PLACEHOLDER').length).toBeGreaterThan(30);
    await fc.assert(
      fc.asyncProperty(typed, async (text) => {
        expect(await pageWith(text)).toBe(plain.replaceAll('PLACEHOLDER', () => escaped(text)));
      }),
      { numRuns: 60 },
    );
  });
});

const messageWith = (text: string): Message => ({
  summary: text,
  parts: [
    { kind: 'heading', text },
    { kind: 'text', text },
    { kind: 'quote', text },
    { kind: 'facts', facts: [{ label: text, value: text }] },
    { kind: 'list', items: [{ text, note: text, button: { action: 'a.b', label: text, value: text } }] },
    { kind: 'note', text },
    { kind: 'note', text, tone: 'warning' },
    { kind: 'copy', label: text, text },
    {
      kind: 'buttons',
      buttons: [
        { action: 'a.b', label: text, value: text, confirm: { title: text, text, yes: text, no: text } },
      ],
    },
  ],
});

const formWith = (text: string): Form => {
  const shared = { label: text, hint: text, required: false };
  const options = [{ value: text, label: text, note: text }];
  return {
    action: 'a.b',
    context: text,
    title: text,
    submit: text,
    intro: messageWith(text).parts,
    fields: [
      { ...shared, kind: 'text', name: 'one', lines: 'one', max: 10, value: text },
      { ...shared, kind: 'text', name: 'many', lines: 'many', max: 10, value: text },
      { ...shared, kind: 'choice', name: 'choice', options, value: text },
      {
        ...shared,
        kind: 'choice',
        name: 'select',
        options: Array.from({ length: 8 }, () => options[0]!),
        value: text,
      },
      { ...shared, kind: 'choices', name: 'choices', options, values: [text] },
    ],
    more: { heading: text, fields: [{ ...shared, kind: 'date', name: 'date', value: text }] },
    errors: { one: text, elsewhere: text },
  };
};

describe('delivery’s side of the door', () => {
  it('gives each message an id of its own and never claims to have seen one', async () => {
    const door = createWebDoor();
    const to = { to: 'person', platform: 'web', tenant: 'local', user: 'nadia' } as const;
    const message = messageWith('x');
    const ids = [
      await door.say(to, message, { marker: 'm', under: null }),
      await door.say(to, message, { marker: 'm', under: null }),
    ];
    expect(new Set(ids).size).toBe(2);
    expect(await door.find(to, 'm', new Date(0), null)).toBeNull();
    await door.change(to, ids[0] ?? '', message);
    await door.remove(to, ids[0] ?? '');
  });
});
