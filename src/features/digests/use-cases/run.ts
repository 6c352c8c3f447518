import { weekNamed } from '../../evidence/rules/periods.js';
import type { Partnership } from '../../partnerships/rules.js';
import type { Act } from '../../privacy/rules.js';
import { chooseActions, keyOf, suggestionsFrom, type Past } from '../rules/actions.js';
import { championsOf } from '../../partnerships/rules/champions.js';
import { administratorsOf } from '../rules/people.js';
import { coveredBy, dueWeek } from '../rules/slots.js';
import { countFor } from './count.js';
import type { Needs, Run, Telling } from './needs.js';

const WEEK_MS = 7 * 24 * 3_600_000;
/** As many digests as a suggestion that was ignored twice can reach back over. */
const REMEMBERED = 10;

/**
 * Runs the digest that is due, if it has not been run: one for each ISO week, whoever asks, however often. After a time
 * in which nothing ran it is one digest for all the weeks that nobody was told of.
 */
export async function bringUpToDate(needs: Needs, partnership: Partnership, key: string): Promise<void> {
  const week = dueWeek(needs.now(), partnership);
  const past = await needs.store.newest(partnership.id, REMEMBERED);
  const [last] = past;
  const lastWeek = last ? weekNamed(last.week, partnership.timeZone) : null;
  if (lastWeek && lastWeek.from >= week.from) return;

  const covered = coveredBy(week, lastWeek, partnership.timeZone);
  const { counts, atHand } = await countFor(needs, partnership, covered, last === undefined);
  const weeksAgo = ({ week: name }: Run) =>
    Math.round((week.from.getTime() - weekNamed(name, partnership.timeZone).from.getTime()) / WEEK_MS);
  const remembered = past.map((run): Past => ({
    weeksAgo: weeksAgo(run),
    offered: run.actions.map(keyOf),
    done: run.deeds.map(({ action }) => action),
  }));
  const actions = chooseActions(suggestionsFrom(counts, atHand), remembered);
  const run = { partnershipId: partnership.id, week: week.key, counts, actions };
  await needs.store.write(run, (id) => tellingsOf(needs, partnership, id), key, needs.now());
}

/** Whom a run is told to: the champion and the deputies; where none of them can be reached, the administrators. */
export function tellingsOf({ person }: Needs, partnership: Partnership, runId: string): Telling[] {
  const to = (memberIds: readonly { id: string }[], notice: string) =>
    memberIds.flatMap(({ id: memberId }) => {
      const address = person(memberId);
      const payload = { partnership: partnership.id, run: runId, member: memberId };
      return address ? [{ to: address, notice, subject: `digest:${runId}`, payload }] : [];
    });
  const champions = to(championsOf(partnership), 'digests.weekly');
  return champions.length > 0 ? champions : to(administratorsOf(partnership), 'digests.unreached');
}

/** Counts the newest digest again, and brings the messages that show it up to date. Null when there is none yet. */
export async function runAgain(needs: Needs, act: Act): Promise<Run | null> {
  const { partnership } = act.who;
  await bringUpToDate(needs, partnership, `${act.key}:run`);
  const [run, before] = await needs.store.newest(partnership.id, 2);
  if (!run) return null;
  const covered = run.counts.weeks.map((name) => weekNamed(name, partnership.timeZone));
  const { counts } = await countFor(needs, partnership, covered, before === undefined);
  await needs.store.rewrite(run, counts, tellingsOf(needs, partnership, run.id), act);
  return { ...run, counts };
}
