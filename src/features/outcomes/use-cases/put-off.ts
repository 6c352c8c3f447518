import { dayAt } from '../../../shared/days.js';
import type { Act } from '../../privacy/rules.js';
import type { Referral } from '../../referrals/rules/referral.js';
import { isOpen } from '../../referrals/rules/states.js';
import { refuse, type MoveOutcome } from '../../referrals/use-cases/move.js';
import { askAbout, firstAsk, matterOf, usualAfter, type Ask } from '../rules/cadence.js';
import type { OutcomeNeeds } from './needs.js';
import { openForAdviser } from './record.js';

/** What is asked about at present: the matter, and the how-manieth question comes next. */
export type Asking = { kind: 'asking'; referral: Referral; matter: string; nth: number };

/** What is asked about a referral, for an adviser who has it while it is open; for others, why not. */
export async function askingAbout(needs: OutcomeNeeds, act: Act, id: string): Promise<Asking | MoveOutcome> {
  const found = await openForAdviser(needs, act, { id });
  if (found.kind !== 'open') return found;
  const { referral } = found;
  if (!isOpen(referral.state) || referral.acceptedAt === null)
    return refuse({ store: needs.referrals }, act, 'completed', { kind: 'not-from-here', referral });
  const { nation, timeZone } = act.who.partnership;
  const newest = await needs.store.newest(id);
  const { kind, nth } =
    newest ?? firstAsk({ ...referral, takenOn: dayAt(referral.acceptedAt, timeZone), nation });
  return { kind: 'asking', referral, matter: kind, nth };
}

/** When to ask again: as is usual, or on a day that somebody chose; and, if it became another matter, about which. */
export type Later = { matter: string; day: string | null; date: string | null };

export type PutOff = { kind: 'put-off'; referral: Referral; until: string };

/**
 * **Not yet**: the question comes back, on the next day of its cadence if nothing else is said.
 * @returns when, or why there is nothing to ask any more
 */
export async function putOff(
  needs: OutcomeNeeds,
  act: Act,
  id: string,
  later: Later | null,
): Promise<PutOff | MoveOutcome> {
  const asking = await askingAbout(needs, act, id);
  if (asking.kind !== 'asking') return asking;
  const { nation, timeZone } = act.who.partnership;
  const ask = laterAsk(asking, later, dayAt(act.at, timeZone), nation);
  await needs.store.putOff(asking.referral, ask, act);
  return { kind: 'put-off', referral: asking.referral, until: ask.dueOn };
}

function laterAsk(
  { matter, nth }: Asking,
  later: Later | null,
  today: string,
  nation: Parameters<typeof usualAfter>[2],
): Ask {
  const kind = later?.matter ?? matter;
  // Another matter, or another day to count from, begins its own series of questions.
  const begins = kind !== matter || (later?.date ?? null) !== null;
  const usual = begins
    ? askAbout(kind, { date: later?.date ?? null, today, nation })
    : { kind, nth, dueOn: usualAfter(kind, today, nation) };
  return later?.day ? { ...usual, dueOn: later.day } : usual;
}

/** Whether the usual day of a matter can only be told from a date. */
export const needsDate = ({ matter, day, date }: Later): boolean =>
  matterOf(matter).date !== undefined && day === null && date === null;
