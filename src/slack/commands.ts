import type { Message } from '../chat/message.js';
import { ask, onlyForThem, type Ack, type Answerer, type OnlyForThem } from './answering.js';
import { commandCall, shortcutCall } from './calls.js';
import { asking } from './clients.js';
import type { CommandBody, ShortcutBody } from './envelope.js';
import { answerInTime } from './in-time.js';
import { toSlackMessage } from './render.js';
import { whereOf } from './seals.js';
import { words } from './words.js';

/** `/refer …`: what there is to say comes back in the same breath, to that person only. */
export async function answerCommand(
  needs: Answerer,
  body: CommandBody,
  ack: Ack<OnlyForThem>,
): Promise<void> {
  const say = (message: Message) => onlyForThem(needs, whereOf(body.channel_id, body.user_id), message);
  await answerInTime<OnlyForThem>({
    log: needs.log,
    ack,
    work: async () => {
      const message = await ask(needs, commandCall(body), body.trigger_id);
      return message && say(message);
    },
    apology: say,
    late: {
      first: say(words.late),
      follow: async (answer) => (answer ? await needs.respond(body.response_url, answer) : undefined),
    },
  });
}

/** A shortcut comes from no place in particular, so what there is to say goes to the person's direct messages. */
export async function answerShortcut(needs: Answerer, body: ShortcutBody, ack: Ack<void>): Promise<void> {
  const { tenant, clients, places, seals } = needs;
  const say = async (message: Message) => {
    const person = { to: 'person', platform: 'slack', tenant, user: body.user.id } as const;
    const channel = await places.channelOf(person);
    const drawn = toSlackMessage(message, (...button) => seals.sealButton(places.whereOf(person), ...button));
    await asking(
      clients.send.chat.postMessage({ channel, ...drawn, unfurl_links: false, unfurl_media: false }),
    );
  };
  await answerInTime<void>({
    log: needs.log,
    ack: () => ack(),
    work: async () => {
      const message = await ask(needs, shortcutCall(tenant, body), body.trigger_id);
      if (message) await say(message);
    },
    apology: say,
    late: { follow: async () => undefined },
  });
}
