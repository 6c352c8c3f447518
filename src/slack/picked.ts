import type { Message } from '../chat/message.js';
import { onlyForThem, openForm, type Ack, type Answerer } from './answering.js';
import { pickedCall } from './calls.js';
import type { PickedBody } from './envelope.js';
import { answerInTime } from './in-time.js';
import { whereOf } from './seals.js';
import { words } from './words.js';

/** An entry of a message's menu: it opens a form, or says something beside the message to whoever chose it. */
export async function answerPicked(needs: Answerer, body: PickedBody, ack: Ack<void>): Promise<void> {
  const user = body.user.id;
  const say = (message: Message) =>
    needs.respond(body.response_url, onlyForThem(needs, whereOf(body.channel.id, user), message));
  await answerInTime<void>({
    log: needs.log,
    ack: () => ack(),
    work: async () => {
      const reply = await needs.dispatch(pickedCall(needs.tenant, body));
      if (reply.kind === 'message') return await say(reply.message);
      if (!(await openForm(needs, reply.form, user, body.trigger_id))) await say(words.menuFormDidNotOpen);
    },
    apology: say,
    late: { follow: async () => undefined },
  });
}
