import type { Dispatch, Reply } from '../../chat/call.js';
import type { Form, Values } from '../../chat/form.js';
import type { Message } from '../../chat/message.js';
import { fieldsOf, given } from '../../chat/refill.js';
import type { Partnership } from '../../features/partnerships/rules.js';
import type { Step } from './step.js';

type Needs = {
  dispatch: Dispatch;
  /** Lets time pass until then, so that everything that is due happens at its own time. */
  forwardTo: (at: Date) => Promise<void>;
  partnership: Partnership;
  onStep: (done: number, of: number, at: Date) => void;
};

/** More forms in a row than anybody is shown. */
const MOST_FORMS = 8;

/**
 * Plays a history: every step is what a person does in the local workspace, through the same door and the same forms.
 * @returns how many cases were begun. @throws when a step does not get through: then the history fits the product no more
 */
export async function play(needs: Needs, steps: readonly Step[]): Promise<number> {
  const ids = new Map<number, string>();
  let calls = 0;
  for (const [index, step] of steps.entries()) {
    await needs.forwardTo(step.at);
    const person = { platform: 'web', tenant: 'local', user: step.user } as const;
    const call: Ask = (what) =>
      needs.dispatch({ key: `sample:${(calls += 1)}`, person, place: null, ...what });
    if ('begin' in step)
      ids.set(step.nth, await begin(call, step.begin, named(step.values, needs.partnership)));
    else {
      const said = await press(call, step, ids.get(step.nth) ?? '', needs.partnership);
      if (step.begins !== undefined) ids.set(step.begins, await idOf(call, said));
    }
    needs.onStep(index + 1, steps.length, step.at);
  }
  return ids.size;
}

type Said =
  | { kind: 'command'; word: string; text: string }
  | { kind: 'press'; action: string; value: string }
  | { kind: 'submit'; action: string; context: string; values: Values };
type Ask = (what: Said) => Promise<Reply>;

/** Begins a case. @returns its id */
async function begin(ask: Ask, begun: string, values: Values): Promise<string> {
  const [word = '', text = ''] = begun.split(' ');
  return idOf(ask, await fillIn(ask, await ask({ kind: 'command', word, text }), [values]));
}

/** The id of the case that somebody was just told the reference of, as the buttons of its card carry it. */
async function idOf(ask: Ask, said: Message): Promise<string> {
  const reference = /\b(?:C-\d+|[A-Z]{2,4}-[0-9A-Z]{4,6})\b/.exec(JSON.stringify(said))?.[0] ?? '';
  const word = reference.startsWith('C-') ? 'consult' : 'show';
  const card = await ask({ kind: 'command', word, text: reference });
  const id = card.kind === 'message' ? idIn(card.message) : null;
  if (id === null) throw new Error(`a case is not there: ${said.summary}`);
  return id;
}

async function press(
  ask: Ask,
  step: Extract<Step, { press: string }>,
  id: string,
  partnership: Partnership,
): Promise<Message> {
  const value = step.about === undefined ? id : `${id}:${step.about}`;
  const fills = step.fills?.map((values) => named(values, partnership)) ?? [];
  const said = await fillIn(ask, await ask({ kind: 'press', action: step.press, value }), fills);
  if (/do not have access|Something broke/.test(said.summary))
    throw new Error(`“${step.press}” did not get through: ${said.summary}`);
  return said;
}

/** Fills in the forms that come, one after the other; what is asked besides, such as a warning, is sent as it is. */
async function fillIn(ask: Ask, first: Reply, fills: readonly Values[]): Promise<Message> {
  let reply = first;
  for (let nth = 0; reply.kind === 'form'; nth += 1) {
    const { form } = reply;
    if (nth > MOST_FORMS || (form.errors && Object.keys(form.errors).length > 0))
      throw new Error(`the form “${form.title}” was not taken: ${JSON.stringify(form.errors)}`);
    const values = { ...filledIn(form), ...fills[nth] };
    reply = await ask({ kind: 'submit', action: form.action, context: form.context, values });
  }
  return reply.message;
}

const filledIn = (form: Form): Values =>
  Object.fromEntries(fieldsOf(form).map((field) => [field.name, given(field)]));

/** Keys of the partnership’s file, as the forms know them: by the id of a service, a site or a member. */
function named(values: Values, { services, sites, members }: Partnership): Values {
  const ids = new Map([...services, ...sites, ...members].map(({ key, id }) => [`@${key}`, id]));
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? (ids.get(value) ?? value) : value,
    ]),
  );
}

/** The id that the first button of a card carries. */
function idIn({ parts }: Message): string | null {
  for (const part of parts) if (part.kind === 'buttons') return part.buttons[0]?.value ?? null;
  return null;
}
