import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import type { FakeSlack } from './slack.js';
import { buttonIn, stateOf, type Filled } from './slack-answers.js';
import { APP, TEAM } from './slack-methods.js';
import type { FakeMessage, FakeView, Json } from './slack-workspace.js';

export type Answer = {
  status: number;
  text: string;
  /** The answer's JSON; null when it is not JSON. */
  json: Json | null;
  /** Exactly what was sent, for sending it again. */
  sent: Sent;
};
export type Sent = { body: Buffer; headers: Record<string, string> };

/** `secret` and `at` sign wrongly on purpose; `change` alters the payload before it is signed, `team` is the sender's. */
export type How = {
  secret?: string;
  at?: number;
  change?: (payload: Json) => void;
  team?: string;
  nth?: number;
};

export type Driver = ReturnType<typeof createDriver>;

/** A message as its menu sends it along. */
type Picked = Pick<FakeMessage, 'channel' | 'ts' | 'text'> & { user?: string; bot_id?: string | undefined };

type Needs = { fake: FakeSlack; url: string; signingSecret: string };

/** Does what people do in Slack, as signed requests to the bot at `url`, and what Slack does with its answers. */
export function createDriver({ fake, url, signingSecret }: Needs) {
  const { workspace } = fake;

  async function send(sent: Sent): Promise<Answer> {
    const { status, text } = await post(url, sent);
    return { status, text, json: text.startsWith('{') ? (JSON.parse(text) as Json) : null, sent };
  }

  const signed = (body: Buffer, type: string, how: How = {}): Sent => {
    const stamp = String(Math.floor((how.at ?? fake.now()) / 1_000));
    const mac = createHmac('sha256', how.secret ?? signingSecret)
      .update(`v0:${stamp}:`)
      .update(body);
    const headers = { 'x-slack-request-timestamp': stamp, 'x-slack-signature': `v0=${mac.digest('hex')}` };
    return { body, headers: { 'content-type': type, ...headers } };
  };
  const sendForm = (fields: Record<string, string>, how: How) =>
    send(signed(Buffer.from(String(new URLSearchParams(fields))), 'application/x-www-form-urlencoded', how));
  const sendJson = (json: unknown, how: How = {}) =>
    send(signed(Buffer.from(JSON.stringify(json)), 'application/json', how));
  const sendPayload = (payload: Json, how: How) => {
    how.change?.(payload);
    return sendForm({ payload: JSON.stringify(payload) }, how);
  };
  const base = (user: string, { team = TEAM }: How) => ({
    ...{
      team: { id: team, domain: 'fake' },
      user: { id: user, username: user.toLowerCase(), team_id: team },
    },
    ...{ api_app_id: APP, token: 'unused', trigger_id: workspace.makeTrigger(user) },
  });

  return {
    send,
    signed,
    sendJson,
    /** Types a slash command, such as `/refer`. The answer, if any, is in `fake.shownTo(user)`. */
    async command(
      command: string,
      { user, channel, text = '' }: { user: string; channel: string; text?: string },
      how: How = {},
    ): Promise<Answer> {
      const fields: Record<string, string> = {
        ...{ command, text, user_id: user, user_name: user.toLowerCase(), channel_id: channel },
        ...{ channel_name: channel.startsWith('D') ? 'directmessage' : 'a-channel', team_domain: 'fake' },
        ...{ team_id: how.team ?? TEAM, api_app_id: APP, token: 'unused' },
        ...{ trigger_id: workspace.makeTrigger(user), response_url: fake.makeResponseUrl(user, channel) },
      };
      how.change?.(fields);
      const answer = await sendForm(fields, how);
      if (answer.json) fake.showTo(user, channel, shownPart(answer.json));
      return answer;
    },
    /** Chooses a global shortcut from the menu. */
    shortcut: (callback_id: string, { user }: { user: string }, how: How = {}): Promise<Answer> =>
      sendPayload({ type: 'shortcut', callback_id, action_ts: workspace.nextTs(), ...base(user, how) }, how),
    /** Chooses an entry from the menu of a message, of a person's or of an app's. */
    pick(callback_id: string, { channel, ...message }: Picked, user: string, how: How = {}): Promise<Answer> {
      const where = {
        channel: { id: channel, name: 'a-channel' },
        message_ts: message.ts,
        message: { type: 'message', ...message },
      };
      const reply = { response_url: fake.makeResponseUrl(user, channel) };
      return sendPayload(
        { type: 'message_action', callback_id, ...where, ...reply, ...base(user, how) },
        how,
      );
    },
    /** Presses a button, found by its label or action, and confirms if asked to. */
    press(on: FakeMessage | FakeView, labelOrAction: string, user: string, how: How = {}): Promise<Answer> {
      const button = buttonIn(on.blocks, labelOrAction, how.nth);
      const actions = [{ ...button, block_id: 'b', action_ts: workspace.nextTs() }];
      const where =
        'ts' in on ? onMessage(on) : { container: { type: 'view', view_id: on.id }, view: sentView(on) };
      const reply = 'ts' in on ? { response_url: fake.makeResponseUrl(user, on.channel) } : {};
      return sendPayload({ type: 'block_actions', actions, ...where, ...reply, ...base(user, how) }, how);
    },
    /** Sends a form. What Slack then does with the modal is in `fake.modalOf(user)`. */
    async submit(view: FakeView, filled: Filled, user: string, how: How = {}): Promise<Answer> {
      const state = { values: stateOf(view, filled) };
      const payload = { type: 'view_submission', view: { ...sentView(view), state }, ...base(user, how) };
      const answer = await sendPayload(payload, how);
      if (answer.status === 200) follow(fake, view, answer.json);
      return answer;
    },
    /** Delivers an event, such as a mention. The same `eventId` is the same event again. */
    event: (event: Json, { eventId = workspace.nextId('Ev'), ...how }: How & { eventId?: string } = {}) => {
      const team_id = how.team ?? TEAM;
      const envelope: Json = {
        ...{ type: 'event_callback', token: 'unused', team_id, api_app_id: APP, event_id: eventId, event },
        ...{ event_time: Math.floor(fake.now() / 1_000), authorizations: [{ team_id, is_bot: true }] },
      };
      how.change?.(envelope);
      return sendJson(envelope, how);
    },
  };
}

const shownPart = ({ text, blocks }: Json) => ({ text, blocks });

const onMessage = ({ channel, ts, blocks, text, onlyFor }: FakeMessage) => ({
  container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: onlyFor !== undefined },
  channel: { id: channel, name: 'a-channel' },
  // Slack does not send back what an ephemeral message said.
  ...(onlyFor === undefined && { message: { type: 'message', ts, text, blocks } }),
});

const sentView = ({ sent, id, hash }: FakeView): Json => ({
  ...{ callback_id: '', private_metadata: '', ...sent, id, hash, team_id: TEAM, app_installed_team_id: TEAM },
});

/** Does with a modal what the bot's answer asks for, as Slack would. */
function follow(fake: FakeSlack, view: FakeView, answer: Json | null): void {
  const { modals, toView } = fake.workspace;
  if (answer === null) return void modals.delete(view.user);
  if (answer['response_action'] === 'update') {
    const next = answer['view'] as Json;
    if (fake.checkView('response_action: update', next))
      modals.set(view.user, toView(next, view.user, view.id));
    return;
  }
  const inputs = new Set(view.blocks.map((each) => each['block_id']));
  const lost = Object.keys((answer['errors'] ?? {}) as Json).filter((name) => !inputs.has(name));
  if (answer['response_action'] !== 'errors' || lost.length > 0)
    fake.problems.push(`an answer to a form that Slack cannot show: ${JSON.stringify(answer).slice(0, 200)}`);
}

/** Node's own client, since `fetch` would refuse the odd headers that some tests need. */
function post(url: string, { body, headers }: Sent): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const req = request(
      url,
      { method: 'POST', headers: { ...headers, 'content-length': body.length } },
      (res) => {
        const pieces: Buffer[] = [];
        res.on('data', (piece: Buffer) => pieces.push(piece));
        res.on('end', () => resolve({ status: res.statusCode ?? 0, text: Buffer.concat(pieces).toString() }));
      },
    );
    req.on('error', reject);
    req.end(body);
  });
}
