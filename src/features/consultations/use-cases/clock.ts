import type { ChangeKind, Telling } from '../rules/change.js';
import type { Consultation } from '../rules/consultation.js';
import type { State } from '../rules/states.js';
import { advisersOnDuty, leadsOf } from '../rules/duty.js';
import { closesAt, silenceFrom } from '../rules/timing.js';
import type { Needs } from './needs.js';

/** What every job of a consultation carries. */
export type Due = { partnership: string; consultation: string; slot: string };

const MOST_REMINDERS = 5;

/** Three-quarters of the promise are over: whoever is on duty is reminded, if nobody has answered. */
export async function remindDuty(needs: Needs, due: Due, key: string): Promise<void> {
  const consultation = await unanswered(needs, due);
  if (!consultation) return;
  await tick(needs, consultation, key, 'reminded', toldOf(onDuty(needs, consultation), 'waiting'));
}

/** The promise has run out: the service lead is told, and the asker hears that it is not forgotten. */
export async function noteBreach(needs: Needs, due: Due, key: string): Promise<void> {
  const consultation = await unanswered(needs, due);
  const partnership = consultation && needs.directory.partnership(consultation.partnershipId);
  if (!partnership) return;
  const leads = leadsOf(partnership, consultation.issues).map(({ id }) => id);
  const told = [
    ...toldOf(leads, 'overdue'),
    { memberId: consultation.askerId, news: 'not-forgotten' } as const,
  ];
  await tick(needs, consultation, key, 'breached', told);
}

/** Somebody was asked for more and has not answered. */
export async function remindAsker(needs: Needs, due: Due, key: string): Promise<void> {
  const consultation = await needs.store.find(due.partnership, { id: due.consultation });
  if (consultation?.state !== 'needs-info' || consultation.reminders >= MOST_REMINDERS) return;
  await tick(needs, consultation, key, 'reminded', toldOf([consultation.askerId], 'still-there'));
}

/** Nothing has been said for long enough since it was answered, or since more was asked for: it closes by itself. */
export async function closeQuiet(needs: Needs, due: Due, key: string): Promise<void> {
  const consultation = await needs.store.find(due.partnership, { id: due.consultation });
  const time = consultation && needs.directory.partnership(consultation.partnershipId);
  if (!time || (consultation.state !== 'answered' && consultation.state !== 'needs-info')) return;

  const thread = await needs.store.thread(consultation);
  const asked = consultation.state === 'needs-info';
  const last = (asked ? thread.filter(({ kind }) => kind === 'question') : thread).at(-1)?.at;
  const since =
    !asked && consultation.answeredAt && (!last || consultation.answeredAt > last)
      ? consultation.answeredAt
      : last;
  const closes = since && (asked ? silenceFrom(since, time).closeAt : closesAt(since, time));
  if (!closes || closes > needs.now()) return; // something was said since; its own job closes it
  await tick(needs, consultation, key, 'closed', [], {
    through: ['closed'],
    set: asked ? { adviserResult: 'needs-more' } : {},
  });
}

async function unanswered(needs: Needs, due: Due): Promise<Consultation | null> {
  const consultation = await needs.store.find(due.partnership, { id: due.consultation });
  return consultation?.state === 'open' || (consultation?.state === 'answering' && !consultation.repliedAt)
    ? consultation
    : null;
}

function onDuty({ directory, now }: Needs, { partnershipId, issues }: Consultation): string[] {
  const partnership = directory.partnership(partnershipId);
  return partnership ? advisersOnDuty(partnership, issues, now()).map(({ id }) => id) : [];
}

const toldOf = (memberIds: readonly string[], news: Telling['news']): Telling[] =>
  memberIds.map((memberId) => ({ memberId, news }));

async function tick(
  needs: Needs,
  consultation: Consultation,
  key: string,
  kind: ChangeKind,
  telling: readonly Telling[],
  more: { through?: readonly State[]; set?: { adviserResult?: string } } = {},
): Promise<void> {
  const { through = [], set = {} } = more;
  const by = { key, at: needs.now(), partnershipId: consultation.partnershipId };
  await needs.store.change(
    { consultation, kind, through, telling, set: { ...set, reminders: consultation.reminders + 1 } },
    by,
  );
}
