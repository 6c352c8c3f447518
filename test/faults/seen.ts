import { wordsIn } from '../fakes/slack-answers.js';
import type { FakeMessage } from '../fakes/slack-workspace.js';
import { within, wordsOf } from '../fakes/teams-driver.js';
import type { Standing } from '../fakes/teams.js';

/** A message as somebody sees it, in whichever place. `root` is what a reply under it names. */
export type Seen = {
  at: string;
  root: string;
  /** The root it stands under, if it does. */
  thread: string | undefined;
  words: string;
  /** What a lock screen shows. */
  summary: string;
  /** The request that it came by. */
  marker: string | undefined;
};

export const seenInSlack = ({ channel, ts, thread_ts, blocks, text, metadata }: FakeMessage): Seen => ({
  ...{ at: channel, root: ts, thread: thread_ts, words: wordsIn(blocks), summary: text },
  marker: (metadata?.['event_payload'] as { id?: string } | undefined)?.id,
});

export function seenInTeams({ conversation, id, body }: Standing): Seen {
  const [at = '', root] = conversation.split(';messageid=');
  return {
    ...{ at, root: conversation, thread: root === undefined || root === id ? undefined : root },
    ...{ words: wordsOf(body), summary: String(body['summary']), marker: markerIn(body) },
  };
}

const markerIn = (body: unknown): string | undefined =>
  within(body, 'id').flatMap(({ id }) => /^corridor-(.+)$/.exec(String(id))?.[1] ?? [])[0];
