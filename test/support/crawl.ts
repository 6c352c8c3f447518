import type { Reply } from '../../src/chat/call.js';
import type { Field, Form, Values } from '../../src/chat/form.js';
import type { Button, Message } from '../../src/chat/message.js';
import { buttonsOf, type TestCorridor } from './corridor.js';

const DAY_MS = 24 * 3_600_000;
/** What puts an end to something is left until nothing else is new. */
const ENDS = /withdraw|remove|retire|decline|fail|hold$|privacy|answered|share$/;
const AT_ONCE = 8;

type Crawl = { words: (field: Extract<Field, { kind: 'text' }>) => string; replies: Reply[] };

/** Somebody who does what can be done in the whole product, and fills in every form with the same words. */
export function createCrawler(corridor: TestCorridor, users: readonly string[], { words, replies }: Crawl) {
  const open = new Set(corridor.features.flatMap(({ forms }) => Object.keys(forms)));
  const pressed = new Map<string, number>();
  const times = ({ action }: Button) => (pressed.get(action) ?? 0) + (ENDS.test(action) ? 3 : 0);

  async function send(user: string, form: Form, chosen: Values = {}): Promise<void> {
    let reply: Reply = { kind: 'form', form };
    for (let turn = 0; turn < 5 && reply.kind === 'form'; turn += 1) {
      open.delete(reply.form.action);
      const isPreview = reply.form.title === 'Before it is sent';
      // What was refused as it stood is filled in otherwise the next time.
      const values = isPreview ? {} : valuesFor(reply.form, turn === 0 ? words : () => '10', chosen);
      reply = await corridor.as(user).submit(reply.form, values);
      replies.push(reply);
    }
    if (reply.kind === 'message') await pressAll(user, [reply.message], 2);
  }

  async function pressAll(user: string, messages: readonly Message[], most: number): Promise<void> {
    const buttons = messages.flatMap(buttonsOf).sort((a, b) => times(a) - times(b));
    for (const each of new Map(buttons.map((button) => [button.action, button])).values()) {
      if (most <= 0 || times(each) > 5) return;
      most -= 1;
      pressed.set(each.action, (pressed.get(each.action) ?? 0) + 1);
      const reply = await corridor.as(user).press(each);
      replies.push(reply);
      if (reply.kind === 'form') await send(user, reply.form);
      else await pressAll(user, [reply.message], 2);
    }
  }

  /**
   * Everybody presses what they are shown, what was pressed least first, day after day, until each form there is was
   * sent.
   * @returns the actions of the forms that nobody was ever shown
   */
  async function crawl(): Promise<string[]> {
  for (let day = 0; day < 10 && open.size > 0; day += 1) {
    for (const user of users) {
      const boards = await Promise.all(['harbour-triage', 'corridor'].map((name) => corridor.channel(name)));
      const own = await corridor.as(user).messages();
      const here = [...own.slice(-8), ...boards.flatMap((board) => board.slice(-4))];
      const said: Message[] = here.flatMap(({ message, replies: under }) => [message, ...under.map((each) => each.message)]);
      for (const { word } of day % 4 === 0 ? corridor.features.flatMap(({ commands }) => commands) : []) {
        const reply = await corridor.as(user).command(word, word === 'consult' && day > 0 ? 'log' : '');
        if (reply.kind === 'form') await send(user, reply.form);
        else said.push(reply.message);
      }
      await pressAll(user, said, AT_ONCE);
    }
    corridor.clock.forward(day < 4 ? DAY_MS : 7 * DAY_MS);
    await corridor.worker.drain();
  }
    return [...open];
  }
  return { send, crawl };
} // prettier-ignore

function valuesFor(form: Form, words: Crawl['words'], chosen: Values): Values {
  const fields = [...form.fields, ...(form.more?.fields ?? [])];
  return Object.fromEntries(fields.flatMap((field) => [...valueFor(field, words), ...given(field, chosen)]));
}

const given = ({ name }: Field, chosen: Values): [string, Values[string]][] =>
  name in chosen ? [[name, chosen[name]]] : [];

function valueFor(field: Field, words: Crawl['words']): [string, string | readonly string[]][] {
  const { name, required } = field;
  switch (field.kind) {
    case 'text':
      return [[name, words(field)]];
    case 'choice':
      return [[name, field.value ?? field.options[0]?.value ?? '']];
    case 'choices':
      return [[name, field.values ?? (required ? field.options.slice(0, 1).map(({ value }) => value) : [])]];
    case 'date':
      return field.value === undefined ? [] : [[name, field.value]];
  }
}
