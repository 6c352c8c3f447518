import { z } from 'zod';
import { readJson, readUtf8, Refused } from '../chat/body.js';

const Id = z.string().regex(/^[A-Z][A-Z0-9]{0,31}$/);
const Ts = z.string().regex(/^\d{1,12}\.\d{1,6}$/);
const Trigger = z.string().min(1).max(255);
const Url = z.string().max(3_000);
const Team = z.looseObject({ id: Id }).nullish();
const User = z.looseObject({ id: Id, team_id: Id.optional() });

const CommandBody = z.looseObject({
  command: z.string().regex(/^\/\S{1,40}$/),
  text: z.string().default(''),
  user_id: Id,
  team_id: Id,
  channel_id: Id,
  api_app_id: Id.optional(),
  trigger_id: Trigger,
  response_url: Url.default(''),
});

const ShortcutBody = z.looseObject({
  type: z.literal('shortcut'),
  callback_id: z.string().max(255),
  trigger_id: Trigger,
  team: Team,
  user: User,
  api_app_id: Id.optional(),
});

/** An entry of a message's own menu. Only what a person typed is read of the message. */
const PickedBody = ShortcutBody.extend({
  type: z.literal('message_action'),
  response_url: Url.default(''),
  channel: z.looseObject({ id: Id }),
  message: z.looseObject({ ts: Ts, text: z.string().default(''), bot_id: z.string().optional() }),
});

const Shown = z.looseObject({
  id: z.string().min(1).max(64),
  hash: z.string().max(64).default(''),
  type: z.string().default('modal'),
  callback_id: z.string().max(255).default(''),
  private_metadata: z.string().max(10_000).default(''),
  app_installed_team_id: Id.optional(),
});

const PressBody = z.looseObject({
  type: z.literal('block_actions'),
  trigger_id: Trigger,
  team: Team,
  user: User,
  api_app_id: Id.optional(),
  channel: z.looseObject({ id: Id }).optional(),
  container: z.looseObject({ message_ts: Ts.optional() }).optional(),
  message: z.looseObject({ ts: Ts }).optional(),
  view: Shown.optional(),
  response_url: Url.default(''),
  actions: z
    .array(
      z.looseObject({
        type: z.string(),
        action_id: z.string().max(255),
        action_ts: z.string().max(64),
        value: z.string().max(2_000).optional(),
      }),
    )
    .min(1),
});

const SubmitBody = z.looseObject({
  type: z.literal('view_submission'),
  team: Team,
  user: User,
  api_app_id: Id.optional(),
  view: Shown.extend({ state: z.looseObject({ values: z.unknown() }) }),
});

const Said = z.object({
  channel: Id,
  ts: Ts,
  user: Id.optional(),
  bot_id: z.string().optional(),
  text: z.string().default(''),
  thread_ts: Ts.optional(),
  subtype: z.string().optional(),
  channel_type: z.string().optional(),
  team: Id.optional(),
  user_team: Id.optional(),
});

/** A message as it stands inside the news that it was edited or deleted. */
const Former = z.object({
  ts: Ts,
  user: Id.optional(),
  bot_id: z.string().optional(),
  text: z.string().default(''),
  thread_ts: Ts.optional(),
  edited: z.object({ ts: Ts }).optional(),
});

const UNDERSTOOD = ['message', 'app_mention', 'app_home_opened'];

/** What is not understood is known by its name alone, so that its text is never kept. */
const Happening = z.union([
  Said.extend({
    type: z.literal('message'),
    message: Former.optional(),
    previous_message: Former.optional(),
  }),
  Said.extend({ type: z.literal('app_mention') }),
  z.object({ type: z.literal('app_home_opened'), user: Id, tab: z.string().default('home') }),
  z
    .object({ type: z.string().refine((type) => !UNDERSTOOD.includes(type)) })
    .transform(({ type }) => ({ type: 'other' as const, name: type })),
]);

const EventBody = z
  .object({
    type: z.literal('event_callback'),
    team_id: Id,
    api_app_id: Id.optional(),
    event_id: z.string().min(1).max(64).optional(),
    authorizations: z.array(z.object({ team_id: Id.nullish() })).optional(),
    event: Happening,
    /** Not Slack's: the kinds of what was taken out of it before it was stored. */
    removed: z.array(z.string()).optional(),
  })
  // A message is known by its place and time; nothing else about it would tell a repeat from the first.
  .refine(({ event, event_id }) => event.type === 'message' || event_id !== undefined);

export type CommandBody = z.infer<typeof CommandBody>;
export type ShortcutBody = z.infer<typeof ShortcutBody>;
export type PickedBody = z.infer<typeof PickedBody>;
export type PressBody = z.infer<typeof PressBody>;
export type SubmitBody = z.infer<typeof SubmitBody>;
export type EventBody = z.infer<typeof EventBody>;
export type Said = z.infer<typeof Said>;

/** What a request turns out to be. `team` is the workspace Corridor is installed in, `app` the app it is meant for. */
export type Arrival =
  | { kind: 'check'; challenge: string }
  | { kind: 'ignored'; type: string }
  | { kind: 'event'; team: string; app: string | undefined; body: EventBody }
  | {
      kind: 'interaction';
      team: string | undefined;
      app: string | undefined;
      body: CommandBody | ShortcutBody | PickedBody | PressBody | SubmitBody;
    };

/** Reads the bytes of a request, JSON or form. @throws Refused for what is neither. */
export function decode(raw: Buffer, contentType: string): unknown {
  const [type = '', ...parameters] = contentType.toLowerCase().split(';');
  const charset = parameters.find((each) => each.trim().startsWith('charset='));
  if (charset !== undefined && !/=\s*"?utf-?8"?\s*$/.test(charset)) throw new Refused(400);
  const text = readUtf8(raw);
  if (type.trim() === 'application/json') return readJson(text);
  if (type.trim() !== 'application/x-www-form-urlencoded') throw new Refused(400);
  const pairs = [...new URLSearchParams(text)];
  const form = new Map(pairs);
  if (pairs.length > 100 || form.size !== pairs.length) throw new Refused(400);
  const payload = form.get('payload');
  return payload === undefined ? readJson(JSON.stringify(Object.fromEntries(form))) : readJson(payload);
}

/** Decides what a body is, whichever way it came. @throws Refused for what Slack does not send. */
export function arrivalOf(body: unknown): Arrival {
  const outline = z
    .looseObject({ type: z.string().optional(), command: z.unknown().optional() })
    .safeParse(body);
  if (!outline.success) throw new Refused(400);
  const { type, command } = outline.data;
  if (command !== undefined && type === undefined) {
    const read = valid(CommandBody, body);
    return { kind: 'interaction', team: read.team_id, app: read.api_app_id, body: read };
  }
  switch (type) {
    case undefined:
      throw new Refused(400);
    case 'url_verification':
      return {
        kind: 'check',
        challenge: valid(z.object({ challenge: z.string().max(1_000) }), body).challenge,
      };
    case 'event_callback': {
      const read = valid(EventBody, body);
      const team = read.authorizations?.[0]?.team_id ?? read.team_id;
      return { kind: 'event', team, app: read.api_app_id, body: read };
    }
    case 'shortcut':
      return interaction(valid(ShortcutBody, body));
    case 'message_action':
      return interaction(valid(PickedBody, body));
    case 'block_actions':
      return interaction(valid(PressBody, body));
    case 'view_submission':
      return interaction(valid(SubmitBody, body));
    default:
      return { kind: 'ignored', type };
  }
}

/** In a shared channel the person's own workspace may not be the one Corridor is installed in. */
function interaction(body: ShortcutBody | PickedBody | PressBody | SubmitBody): Arrival {
  const isBare = body.type === 'shortcut' || body.type === 'message_action';
  const view = isBare ? undefined : body.view;
  const team = view?.app_installed_team_id ?? body.team?.id ?? body.user.team_id;
  return { kind: 'interaction', team, app: body.api_app_id, body };
}

function valid<T extends z.ZodType>(schema: T, body: unknown): z.infer<T> {
  const read = schema.safeParse(body);
  if (!read.success) throw new Refused(400);
  return read.data;
}
