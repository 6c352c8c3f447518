import type { Member, Partnership } from '../../partnerships/rules.js';
import { isChampion } from '../../partnerships/rules/champions.js';
import { absentAt } from '../rules/people.js';
import type { Counts } from '../rules/counts.js';
import type { Mentioned, Needs, Run } from './needs.js';

/** A run with whom it concerns: its reader, if they are still a champion, and the champions who are absent. */
export async function viewRun(
  needs: Needs,
  partnershipId: string,
  runId: string,
  readerId: string,
): Promise<{ partnership: Partnership; run: Run; reader: Member; absent: Member[] } | null> {
  const partnership = needs.directory.partnership(partnershipId);
  const reader = needs.directory.memberById(readerId);
  const run = partnership && (await needs.store.run(partnershipId, runId));
  if (!partnership || !run || !reader || !isChampion(reader)) return null;
  return { partnership, run, reader, absent: absentOf(needs, partnership, run) };
}

/** The champions who did not read their own copy when it went. */
export const absentOf = ({ person }: Needs, partnership: Partnership, { ranAt }: Run): Member[] =>
  absentAt(partnership, ({ id }) => person(id) !== null, ranAt);

/** The words of what a digest or a month's card mentions, as they stand now. */
export async function mentionedIn(
  { card, stories }: Needs,
  { partnershipId, counts: { topic, story } }: { partnershipId: string; counts: Mentions },
): Promise<Mentioned> {
  const found = topic?.card ? await card(partnershipId, topic.card) : null;
  return {
    card: found && !found.retired ? found.title : null,
    story: story === null ? null : await stories.words(partnershipId, story),
  };
}

type Mentions = Pick<Counts, 'topic' | 'story'>;
