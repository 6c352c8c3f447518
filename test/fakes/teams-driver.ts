import { APP, TENANT, type FakeTeams, type Json, type Standing } from './teams.js';

/** Every object in a card that has this property. */
export function within(piece: unknown, has: string): Json[] {
  if (typeof piece !== 'object' || piece === null) return [];
  const below = Object.values(piece).flatMap((each) => within(each, has));
  return has in piece ? [piece as Json, ...below] : below;
}

/** Every word a card shows, a line for each piece. */
export const wordsOf = (piece: unknown): string =>
  within(piece, 'text')
    .map(({ text }) => String(text))
    .join('\n');

/** What a button sends. @throws when nothing is called so */
export function dataOf(shown: unknown, title: string): Json {
  const found = within(shown, 'title').find((each) => each['title'] === title && 'data' in each);
  if (!found) throw new Error(`no “${title}” in ${JSON.stringify(shown).slice(0, 800)}`);
  return found['data'] as Json;
}

/** The fields of a form, with what stands in them. */
export const inputsOf = (shown: unknown): Record<string, string> =>
  Object.fromEntries(
    within(shown, 'id')
      .filter(({ type }) => String(type).startsWith('Input.'))
      .map(({ id, value }) => [String(id).slice('in-'.length), typeof value === 'string' ? value : '']),
  );

type Needs = {
  fake: FakeTeams;
  url: string;
  now: () => Date;
  /** The object id of somebody of the sample. */
  userOf: (key: string) => string;
  /** Waits until what was caused has been said. */
  settle: () => Promise<void>;
};

/** Where somebody presses: the thread of a message in a channel. */
export type At = Pick<Standing, 'conversation' | 'id'>;

/** Does what people do in Teams, as signed activities sent to the bot at `url`. */
export function createTeamsDriver({ fake, url, now, userOf, settle }: Needs) {
  let ids = 0;
  let last: unknown = null;

  const activity = (user: string, more: Json = {}): Json => ({
    ...{ type: 'message', id: `act-${(ids += 1)}`, channelId: 'msteams', serviceUrl: fake.apiUrl },
    from: { id: `29:${user}`, aadObjectId: userOf(user) },
    recipient: { id: `28:${APP}` },
    conversation: { id: `a:29:${user}`, conversationType: 'personal', tenantId: TENANT },
    channelData: { tenant: { id: TENANT } },
    timestamp: now().toISOString(),
    ...more,
  });

  /** Sends anything at all; `authorization` null sends it unsigned. */
  async function send(body: unknown, authorization?: string | null) {
    last = body;
    const auth = authorization === undefined ? `Bearer ${await fake.token()}` : authorization;
    const headers = { 'content-type': 'application/json', ...(auth !== null && { authorization: auth }) };
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(url, { method: 'POST', headers, body: text });
    const answer = await response.text();
    return {
      status: response.status,
      json: answer.startsWith('{') ? (JSON.parse(answer) as Json) : null,
    };
  }

  async function happens(what: Json): Promise<void> {
    const { status } = await send(what);
    if (status !== 200) throw new Error(`answered with ${status}`);
    await settle();
  }

  /** The conversation of a thread in a channel. */
  const inThread = ({ conversation }: Pick<At, 'conversation'>): Json => ({
    conversation: { id: conversation, conversationType: 'channel', tenantId: TENANT },
    channelData: { tenant: { id: TENANT }, team: { id: '19:team', aadGroupId: TENANT } },
  });

  /** @returns the card that the dialog shows next */
  async function invoke(user: string, name: string, value: Json, at?: At): Promise<Json> {
    const where = at ? inThread(at) : {};
    const { status, json } = await send(activity(user, { type: 'invoke', name, value, ...where }));
    if (status !== 200) throw new Error(`${name} was answered with ${status}`);
    await settle();
    const { value: shown } = json!['task'] as { value: { card: { content: Json } } };
    return shown.card.content;
  }

  return {
    activity,
    send,
    /** Sends the last activity once more, exactly as it was. */
    again: () => send(last),
    invoke,
    inThread,
    /** Opens a word from the compose box. */
    compose: (user: string, word: string) =>
      invoke(user, 'composeExtension/fetchTask', { commandId: word, commandContext: 'compose' }),
    /** Chooses an entry from the menu of a message; `from` is who wrote it, nobody for an app's. */
    pick: (user: string, entry: string, at: At & { text: string; app?: boolean }) =>
      invoke(
        user,
        'composeExtension/fetchTask',
        {
          commandId: entry,
          commandContext: 'message',
          messagePayload: {
            id: at.id,
            replyToId: at.conversation.endsWith(`=${at.id}`) ? null : at.conversation.split('=')[1],
            from: at.app ? { application: { id: APP } } : { user: { id: userOf('priya') } },
            body: { contentType: 'html', content: `<div><p>${at.text}</p></div>` },
          },
        },
        at,
      ),
    /** Presses a button of a card, in its thread or in a one-to-one chat. */
    press: (user: string, card: Pick<Standing, 'body'> & Partial<At>, title: string) =>
      invoke(
        user,
        'task/fetch',
        { data: dataOf(card.body, title) },
        card.conversation?.startsWith('19:') && card.id !== undefined
          ? { conversation: card.conversation, id: card.id }
          : undefined,
      ),
    /** Presses a button of what a dialog shows. */
    answer: (user: string, shown: Json, title: string, at?: At) =>
      invoke(user, 'task/submit', { data: dataOf(shown, title) }, at),
    /** Fills a form in and sends it. A choice is named by how its label begins. */
    fill(
      user: string,
      shown: Json,
      filled: Json,
      title: string,
      name: 'task/submit' | 'composeExtension/submitAction' = 'composeExtension/submitAction',
    ): Promise<Json> {
      const inputs = within(shown, 'id').filter(({ type }) => String(type).startsWith('Input.'));
      const strange = Object.keys(filled).find((each) => !inputs.some(({ id }) => id === `in-${each}`));
      if (strange !== undefined) throw new Error(`there is no field “${strange}”`);
      const typed = inputs.map(({ id, value, choices }) => {
        const given = filled[String(id).slice('in-'.length)];
        const choice = (choices as { title: string; value: string }[] | undefined)?.find(
          (each) => each.title.startsWith(String(given)) || each.value === given,
        );
        return [id, given === undefined ? (value ?? '') : (choice?.value ?? given)];
      });
      const answers = Object.fromEntries(typed) as Json;
      return invoke(user, name, { data: { ...answers, ...dataOf(shown, title) } });
    },
    /** Writes in a thread, without mentioning anybody. @returns the id of what was written */
    async write(user: string, text: string, at: Pick<At, 'conversation'>): Promise<string> {
      const id = `written-${(ids += 1)}`;
      await happens(activity(user, { id, text, ...inThread(at) }));
      return id;
    },
    async edit(
      user: string,
      id: string,
      text: string,
      at: Pick<At, 'conversation'>,
      eventType = 'editMessage',
    ) {
      const where = inThread(at);
      const channelData = { ...(where['channelData'] as Json), eventType };
      const timestamp = new Date(now().getTime() + (ids += 1)).toISOString();
      await happens(activity(user, { ...where, type: 'messageUpdate', id, text, timestamp, channelData }));
    },
    async unsay(user: string, id: string, at: Pick<At, 'conversation'>) {
      const where = inThread(at);
      const channelData = { ...(where['channelData'] as Json), eventType: 'softDeleteMessage' };
      await happens(activity(user, { ...where, type: 'messageDelete', id, channelData }));
    },
    /** Types a slash and a word in a channel: a message that only Corridor and whoever typed it see. */
    slash: (user: string, text: string, at: Pick<At, 'conversation'>) =>
      happens(activity(user, { text, ...inThread(at), recipient: { id: `28:${APP}`, isTargeted: true } })),
    /** Types something in the one-to-one chat. */
    type: (user: string, text: string) => happens(activity(user, { text })),
    /** Adds Corridor for oneself, or removes it: `add`, `remove`, or what an upgrade of the app sends. */
    install: (user: string, action: string) =>
      happens(activity(user, { type: 'installationUpdate', action })),
  };
}

export type TeamsDriver = ReturnType<typeof createTeamsDriver>;
