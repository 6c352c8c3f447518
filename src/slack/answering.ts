import { askingFor } from '../chat/asked.js';
import type { Command, Dispatch } from '../chat/call.js';
import type { Clean } from '../chat/clean.js';
import type { Form } from '../chat/form.js';
import type { Message } from '../chat/message.js';
import type { Log } from '../shared/log.js';
import type { Clients } from './clients.js';
import { toModal } from './forms.js';
import type { Places } from './places.js';
import { toSlackMessage } from './render.js';
import type { Respond } from './response-url.js';
import type { Seals } from './seals.js';
import { openView } from './views.js';
import { formDidNotOpen } from './words.js';

/** What the answers to commands, presses and forms have in common. */
export type Answerer = {
  tenant: string;
  dispatch: Dispatch;
  seals: Seals;
  clients: Clients;
  places: Places;
  respond: Respond;
  log: Log;
  clean: Clean;
};

export type Ack<A> = (answer?: A) => Promise<void>;

/** A message as Slack shows it to one person only. `where` is where its buttons are good. */
export const onlyForThem = ({ seals }: Answerer, where: string, message: Message) => ({
  response_type: 'ephemeral' as const,
  replace_original: false,
  ...toSlackMessage(message, (...button) => seals.sealButton(where, ...button)),
});

export type OnlyForThem = ReturnType<typeof onlyForThem>;

/** Asks for a word on somebody's behalf, and opens the form if that is the answer. @returns what there is to say. */
export async function ask(needs: Answerer, call: Command, trigger: string): Promise<Message | undefined> {
  const reply = await needs.dispatch(call);
  if (reply.kind === 'message') return reply.message;
  const opened = await openForm(needs, reply.form, call.person.user, trigger);
  return opened ? undefined : formDidNotOpen(askingFor(call.word, needs.clean(call.text).text));
}

/** @returns false when Slack did not open it in time. */
export async function openForm(
  { clients, seals }: Answerer,
  form: Form,
  user: string,
  trigger: string,
): Promise<boolean> {
  return await openView(clients, trigger, toModal(form, { seals, user, turn: 0 }));
}
