import { randomBytes } from 'node:crypto';
import type { Call, Reply } from '../../src/chat/call.js';
import type { Field, Form, Values } from '../../src/chat/form.js';
import type { Button, Message, Part } from '../../src/chat/message.js';
import { keyringFrom } from '../../src/database/keyring.js';
import type { Provider } from '../../src/database/types.js';
import { packed } from '../../src/features/privacy/schema.js';
import { createProgram } from '../../src/main/program.js';
import { createLog } from '../../src/shared/log.js';
import { openDatabase } from './database.js';
import { samplePartnership } from './partnership.js';
import { MORNING, TEST_CONFIG, testClock } from './settings.js';

/** The whole of Corridor over a fresh database, with the sample partnership, and people who act in the web door. */
export async function openCorridor(
  provider: Provider,
  options: { sample?: 'maternity' | 'renal'; at?: string } = {},
) {
  const database = await openDatabase(provider);
  const sample = await samplePartnership(database, options.sample);
  const clock = testClock(options.at ?? MORNING);
  const lines: string[] = [];
  const keyring = keyringFrom(`test:${randomBytes(32).toString('base64')}`);
  const program = await createProgram({
    config: TEST_CONFIG,
    keyring,
    database,
    directory: sample.directory,
    clock,
    log: createLog((line) => lines.push(line), clock.now),
  });
  let calls = 0;

  /** Somebody who acts, by their key in the sample file. */
  function as(user: string) {
    const person = { platform: 'web', tenant: 'local', user } as const;
    const reply = async (call: Omit<Call, 'key' | 'person' | 'place'> & { key?: string }) => {
      const whole = { key: `test:${(calls += 1)}`, person, place: null, ...call } as Call;
      const answer = await program.dispatch(whole);
      await program.worker.drain();
      return answer;
    };
    const self = {
      command: (word: string, text = '') => reply({ kind: 'command', word, text } as never),
      press: ({ action, value }: Button, key?: string) =>
        reply({ kind: 'press', action, value, ...(key && { key }) } as never),
      /** Chooses an entry from the menu of a message in a channel, or in their direct messages (null). */
      pick: (action: string, channel: string | null, message: { id: string }) =>
        reply({
          kind: 'picked',
          action,
          messageId: message.id,
          text: '',
          place: channel === null ? null : { platform: 'web', tenant: 'local', channel },
        } as never),
      /** Sends a form with what was filled in already and what is typed now. */
      submit: (form: Form, values: Values, key?: string) =>
        reply({
          kind: 'submit',
          action: form.action,
          context: form.context,
          values: { ...filledIn(form), ...values },
          ...(key && { key }),
        } as never),
      messages: () => program.board.messagesIn({ to: 'person', ...person }),
      /** The newest direct message whose summary says this. */
      async told(summary: RegExp): Promise<Message> {
        const found = (await self.messages()).filter(({ message }) => summary.test(message.summary)).at(-1);
        if (!found) throw new Error(`nothing told like ${String(summary)}`);
        return found.message;
      },
    };
    return self;
  }

  const channel = (name: string) =>
    program.board.messagesIn({ to: 'channel', platform: 'web', tenant: 'local', channel: name });

  return {
    ...program,
    ...{ database, sample, clock, lines, keyring, as, channel },
    drop: async () => {
      await program.worker.stop();
      await database.drop();
    },
  };
}

export type TestCorridor = Awaited<ReturnType<typeof openCorridor>>;

const TYPED = new Set(['what', 'contactNote', 'text', 'inside', 'line', 'note', 'title']);

/** What a form carries when it is shown, for a form that a test fills in without opening it. */
export const carried = (context: string, values: Values): string =>
  packed({
    ...{ context, kept: [], rest: undefined, print: undefined },
    boxes: Object.keys(values)
      .filter((name) => TYPED.has(name))
      .map((name) => ({ name, label: name, lines: 'many', max: 3_000, required: false })),
  });

/** The message of a reply; fails when it is a form. */
export function messageOf(reply: Reply): Message {
  if (reply.kind !== 'message') throw new Error(`a form came back: ${JSON.stringify(reply.form.errors)}`);
  return reply.message;
}

/** The form of a reply; fails when it is a message. */
export function formOf(reply: Reply): Form {
  if (reply.kind !== 'form') throw new Error(`a message came back: ${reply.message.summary}`);
  return reply.form;
}

/** Every button of a message, wherever it stands in it. */
export const buttonsOf = (message: Message): Button[] =>
  message.parts.flatMap((part) => {
    if (part.kind === 'buttons') return [...part.buttons];
    return part.kind === 'list' ? part.items.flatMap((item) => item.button ?? []) : [];
  });

/** The button with this label; fails when it is not there. */
export function button(message: Message, label: string): Button {
  const found = buttonsOf(message).find((each) => each.label === label);
  if (!found) throw new Error(`no “${label}” among ${buttonsOf(message).map((each) => each.label).join(', ')}`);
  return found;
} // prettier-ignore

/** Everything a message says, as one text. */
export const textOf = ({ summary, parts }: Message): string => [summary, ...parts.flatMap(words)].join('\n');

function words(part: Part): string[] {
  switch (part.kind) {
    case 'facts':
      return part.facts.map(({ label, value }) => `${label}: ${value}`);
    case 'list':
      return part.items.flatMap(({ text, note }) => [text, note ?? '']);
    case 'buttons':
      return part.buttons.map(({ label }) => `[${label}]`);
    case 'chart':
      return [
        part.title,
        part.words,
        ...part.rows.map(({ label, values }) => `${label}: ${values.join(' ')}`),
      ];
    case 'copy':
    case 'heading':
    case 'text':
    case 'quote':
    case 'note':
      return [part.text];
  }
}

/** What a form holds before anything is typed. */
export function filledIn(form: Form): Values {
  return Object.fromEntries([...form.fields, ...(form.more?.fields ?? [])].flatMap(initial));
}

function initial(field: Field): [string, string | readonly string[]][] {
  if (field.kind === 'choices') return field.values ? [[field.name, field.values]] : [];
  return field.value === undefined ? [] : [[field.name, field.value]];
}
