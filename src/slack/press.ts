import { askingFor, wordAskedFor, type Asked } from '../chat/asked.js';
import type { Reply } from '../chat/call.js';
import type { Message } from '../chat/message.js';
import { onlyForThem, openForm, type Ack, type Answerer } from './answering.js';
import { messageTs, personOf, placeOf, pressCall, triggerKey } from './calls.js';
import type { PressBody } from './envelope.js';
import { toModal, toNotice } from './forms.js';
import { answerInTime } from './in-time.js';
import { actionOf } from './render.js';
import { whereOf } from './seals.js';
import { openView, replaceView } from './views.js';
import { formDidNotOpen, words } from './words.js';

/** A press on a button of ours, on a card, in a modal or on the home page. */
export async function answerPress(needs: Answerer, body: PressBody, ack: Ack<void>): Promise<void> {
  await answerInTime<void>({
    log: needs.log,
    ack: () => ack(),
    work: () => press(needs, body),
    apology: (message) => show(needs, body, message),
    late: { follow: async () => undefined },
  });
}

async function press(needs: Answerer, body: PressBody): Promise<void> {
  const [button] = body.actions;
  if (button?.type !== 'button') return;
  const action = actionOf(button.action_id);
  const where = body.view ? whereOf(undefined, body.user.id) : whereOf(body.channel?.id, body.user.id);
  const isPlaced = body.view !== undefined || messageTs(body) !== undefined;
  const value = isPlaced ? needs.seals.openButton(where, action, button.value ?? '') : null;
  if (value === null) return await show(needs, body, words.oldButton);

  const word = wordAskedFor(action);
  const reply = await needs.dispatch(
    word === null ? pressCall(needs.tenant, body, action, value) : openCall(needs.tenant, body, word, value),
  );
  await carryOut(needs, body, reply, word === null ? { action, value } : askingFor(word, value));
}

async function carryOut(needs: Answerer, body: PressBody, reply: Reply, again: Asked): Promise<void> {
  if (reply.kind === 'message') return await show(needs, body, reply.message);
  const user = body.user.id;
  const done =
    body.view?.type === 'modal'
      ? await replaceView(
          needs.clients,
          body.view.id,
          toModal(reply.form, { seals: needs.seals, user, turn: 0 }),
        )
      : await openForm(needs, reply.form, user, body.trigger_id);
  if (!done) await show(needs, body, formDidNotOpen(again));
}

/** Shows something to the person who pressed: beside the card, or in a modal where there is no card. */
async function show(needs: Answerer, body: PressBody, message: Message): Promise<void> {
  const { clients, seals } = needs;
  const user = body.user.id;
  if (!body.view) {
    const where = whereOf(body.channel?.id, user);
    return await needs.respond(body.response_url, onlyForThem(needs, where, message));
  }
  const notice = toNotice(message, seals, user);
  const shown =
    body.view.type === 'modal'
      ? await replaceView(clients, body.view.id, notice)
      : await openView(clients, body.trigger_id, notice);
  if (!shown) needs.log.error({ event: 'slack-show', outcome: 'too-late' });
}

/** The room's own buttons ask for a word, as if it had been typed where the button is. */
const openCall = (team: string, body: PressBody, word: string, text: string) => ({
  kind: 'command' as const,
  key: triggerKey(team, body.trigger_id),
  person: personOf(body.user.team_id ?? team, body.user.id),
  place: body.view ? null : placeOf(team, body.channel?.id),
  word,
  text,
});
