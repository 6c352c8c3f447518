import type { Act } from '../../privacy/rules.js';
import type { Writing } from '../rules/change.js';
import { mayRead, partiesOf, type Consultation } from '../rules/consultation.js';
import { decide, type Doing, type Party } from '../rules/states.js';
import { isBareThanks } from '../rules/talk.js';
import { mayReopen } from '../rules/timing.js';
import { doTo, writeDown, type MoveOutcome } from './move.js';
import type { Needs } from './needs.js';

export type HearOutcome =
  | MoveOutcome
  /** Recorded, and nothing moved; the writer may not answer this kind of matter. */
  | { kind: 'not-an-answer'; consultation: Consultation }
  /** A real question about one that closed too long ago. */
  | { kind: 'too-late-to-reopen'; consultation: Consultation };

const MOST_TRIES = 8;

/**
 * Takes in what somebody wrote to a consultation, in a thread or through a form: it is recorded, and moves the
 * consultation if the table says so. A bare thanks is recorded and moves nothing. When somebody else changes it at the
 * same moment it is read again: what was written stands there already, so it is never left out for that.
 * @throws when that goes on and on
 */
export async function hear(
  needs: Needs,
  act: Act,
  consultation: Consultation,
  writing: Writing,
): Promise<HearOutcome> {
  let now = consultation;
  for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
    const outcome = await hearOnce(needs, act, now, writing);
    if (outcome.kind !== 'someone-was-quicker') return outcome;
    now = outcome.consultation;
  }
  throw new Error('a consultation that never stands still');
}

async function hearOnce(
  needs: Needs,
  act: Act,
  consultation: Consultation,
  writing: Writing,
): Promise<HearOutcome> {
  const { member, partnership } = act.who;
  if (consultation.state === 'withdrawn' || !mayRead(consultation, member)) return { kind: 'not-found' };
  const parties = partiesOf(consultation, member, partnership);
  const thanks = isBareThanks(writing.text);

  if (parties.has('asker') && !thanks && consultation.state === 'closed') {
    const closedAt = consultation.closedAt ?? consultation.changedAt;
    if (!mayReopen(closedAt, act.at)) return { kind: 'too-late-to-reopen', consultation };
  }
  const doing = thanks ? null : doingOf(consultation, parties);
  if (doing) return doTo(needs, act, consultation.id, doing, writing);

  const isAnswer = !parties.has('adviser') || parties.has('qualified-adviser');
  const replies = !thanks && parties.has('qualified-adviser') && !parties.has('asker');
  const outcome = await writeDown(needs, act, consultation, writing, { isForThem: isAnswer, replies });
  return !isAnswer && outcome.kind === 'done' ? { kind: 'not-an-answer', consultation } : outcome;
}

/** What writing something amounts to, for who writes it where it stands; null when it moves nothing. */
function doingOf({ state }: Consultation, parties: ReadonlySet<Party>): Doing | null {
  const meant: readonly Doing[] = parties.has('asker') ? ['give-more', 'need-more'] : ['reply'];
  return meant.find((doing) => decide(state, doing, parties).kind === 'move') ?? null;
}
