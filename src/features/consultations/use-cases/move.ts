import type { Act } from '../../privacy/rules.js';
import type { Change, ChangeKind, Planned, Telling, Writing } from '../rules/change.js';
import { mayRead, partiesOf, referenceOf, type Consultation } from '../rules/consultation.js';
import { decide, type Doing, type Party, type State } from '../rules/states.js';
import { closesAt, silenceFrom } from '../rules/timing.js';
import type { WorkingTime } from '../../deadlines/rules.js';
import type { Needs } from './needs.js';

export type MoveOutcome =
  | { kind: 'done'; consultation: Consultation; change: ChangeKind }
  | { kind: 'repeated' }
  /** The same words for one that is foreign, one that was withdrawn and one that never was. */
  | { kind: 'not-found' }
  | { kind: 'not-yours'; consultation: Consultation }
  | { kind: 'needs-regulated'; consultation: Consultation }
  | { kind: 'not-from-here'; consultation: Consultation }
  | { kind: 'someone-was-quicker'; consultation: Consultation };

type Found = { kind: 'found'; consultation: Consultation; parties: ReadonlySet<Party> };

/** The consultation, if this member may read it. To everybody else it does not exist. */
async function findFor(needs: Needs, act: Act, id: string): Promise<Found | { kind: 'not-found' }> {
  const { member, partnership } = act.who;
  const consultation = await needs.store.find(partnership.id, { id });
  if (!consultation || consultation.state === 'withdrawn' || !mayRead(consultation, member))
    return { kind: 'not-found' };
  return { kind: 'found', consultation, parties: partiesOf(consultation, member, partnership) };
}

const KINDS: Readonly<Record<Doing, ChangeKind>> = {
  take: 'taken',
  reply: 'replied',
  'hand-back': 'handed-back',
  'ask-for-more': 'asked',
  'give-more': 'replied',
  answer: 'answered',
  'that-answered-it': 'answered',
  'need-more': 're-opened',
  'both-results': 'closed',
  quiet: 'closed',
  'no-reply': 'closed',
  withdraw: 'withdrawn',
};

/** Does something to a consultation as far as the transition table lets this member, or says why not. */
export async function doTo(
  needs: Needs,
  act: Act,
  id: string,
  doing: Doing,
  writing?: Writing,
): Promise<MoveOutcome> {
  const found = await findFor(needs, act, id);
  if (found.kind !== 'found') return found;
  const { consultation, parties } = found;
  const decision = decide(consultation.state, doing, parties);
  switch (decision.kind) {
    case 'not-yours':
    case 'needs-regulated':
      await needs.store.refused(
        act,
        `consultation.${KINDS[doing]}`,
        referenceOf(consultation),
        decision.kind,
      );
      return { kind: decision.kind, consultation };
    case 'not-from-here':
      return { kind: 'not-from-here', consultation };
    case 'move':
      return write(needs, act, {
        ...consequences(consultation, doing, decision.through, act),
        ...(writing && { writing }),
      });
  }
}

/**
 * Records what was written without moving anything, and tells the others in the conversation if it is for them.
 * @param replies whether it is what the asker was promised, if nobody has replied before
 */
export const writeDown = (
  needs: Needs,
  act: Act,
  consultation: Consultation,
  writing: Writing,
  { isForThem, replies }: { isForThem: boolean; replies: boolean },
) =>
  write(needs, act, {
    consultation,
    kind: 'replied',
    through: [],
    writing,
    set: replies && consultation.repliedAt === null ? { repliedAt: act.at } : {},
    telling: isForThem ? partnersIn(consultation, act.who.member.id) : [],
    // A new message in an answered one puts its closing off.
    plan:
      consultation.state === 'answered'
        ? [
            {
              job: 'close',
              slot: String(consultation.version + 1),
              dueAt: closesAt(act.at, act.who.partnership),
            },
          ]
        : [],
  });

/** What an adviser says to the asker: the first of them is what was promised. */
const REPLIES: ReadonlySet<Doing> = new Set(['reply', 'ask-for-more', 'answer']);

/** What follows from doing it: who takes it, who is told, and what is due later. */
function consequences(consultation: Consultation, doing: Doing, through: readonly State[], act: Act): Change {
  const { member, partnership } = act.who;
  const takes = through.includes('answering') && consultation.state === 'open';
  const first = REPLIES.has(doing) && consultation.repliedAt === null;
  const telling: Telling[] = tellingOf(consultation, doing, member.id);
  return {
    consultation,
    kind: KINDS[doing],
    through,
    set: {
      ...(takes && { takenById: member.id }),
      ...(first && { repliedAt: act.at }),
      ...(doing === 'hand-back' && { takenById: null }),
    },
    telling,
    plan: planOf(consultation, through, act.at, partnership),
    ...(doing === 'withdraw' && { erase: true }),
  };
}

function tellingOf(consultation: Consultation, doing: Doing, actorId: string): Telling[] {
  const others = partnersIn(consultation, actorId);
  switch (doing) {
    case 'ask-for-more':
      return [{ memberId: consultation.askerId, news: 'question' }];
    case 'answer':
      return [{ memberId: consultation.askerId, news: 'answered' }];
    case 'reply':
    case 'give-more':
    case 'need-more':
      return others;
    case 'take':
    case 'hand-back':
    case 'that-answered-it':
    case 'both-results':
    case 'quiet':
    case 'no-reply':
    case 'withdraw':
      return [];
  }
}

/** The two people in the conversation, without the one who speaks. */
const partnersIn = ({ askerId, takenById }: Consultation, speakerId: string): Telling[] =>
  [askerId, takenById]
    .filter((id) => id !== null && id !== speakerId)
    .map((memberId) => ({ memberId: memberId ?? '', news: 'reply' }));

function planOf(
  { version }: Consultation,
  through: readonly State[],
  at: Date,
  time: WorkingTime,
): Planned[] {
  const slot = String(version + 1);
  if (through.at(-1) === 'answered') return [{ job: 'close', slot, dueAt: closesAt(at, time) }];
  if (through.at(-1) !== 'needs-info') return [];
  const { remindAt, closeAt } = silenceFrom(at, time);
  const reminders = remindAt.map(
    (dueAt, nth) => ({ job: 'silence', slot: `${slot}.${nth}`, dueAt }) as const,
  );
  return [...reminders, { job: 'close', slot, dueAt: closeAt }];
}

/** One side says how it ended. When both have, an answered one is closed. */
export async function sayResult(needs: Needs, act: Act, id: string, result: string): Promise<MoveOutcome> {
  const found = await findFor(needs, act, id);
  if (found.kind !== 'found') return found;
  const { consultation, parties } = found;
  const asker = parties.has('asker');
  if (!asker && !parties.has('adviser')) return { kind: 'not-yours', consultation };
  if (consultation.state !== 'answered' && consultation.state !== 'closed')
    return { kind: 'not-from-here', consultation };
  const set = asker ? { askerResult: result } : { adviserResult: result };
  const both = { ...consultation, ...set };
  const closes =
    consultation.state === 'answered' && both.askerResult !== null && both.adviserResult !== null;
  return write(needs, act, {
    consultation,
    kind: closes ? 'closed' : 'result',
    through: closes ? ['closed'] : [],
    set,
  });
}

async function write(needs: Needs, act: Act, change: Change): Promise<MoveOutcome> {
  const after = await needs.store.change(change, act);
  if (after === 'repeated') return { kind: 'repeated' };
  if (after === 'too-late') {
    const { partnershipId, id } = change.consultation;
    const now = await needs.store.find(partnershipId, { id });
    return { kind: 'someone-was-quicker', consultation: now ?? change.consultation };
  }
  return { kind: 'done', consultation: after, change: change.kind };
}
