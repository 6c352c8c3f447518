import { promisedFrom } from '../rules/timing.js';
import { mayAsk, type Consultation, type Priority, type Source } from '../rules/consultation.js';
import type { Act } from '../../privacy/rules.js';
import type { Needs } from './needs.js';

/** What the form holds when everything in it is well formed. */
export type AskRequest = {
  issues: readonly string[];
  what: string;
  nation: string;
  eventDate: string | null;
  priority: Priority;
  /** The consultation this one follows, when that one closed too long ago to re-open. */
  followsId: string | null;
};

export type AskOutcome =
  | { kind: 'posted'; consultation: Consultation }
  | { kind: 'logged'; consultation: Consultation }
  | { kind: 'repeated' }
  | { kind: 'may-not-ask' };

/** Posts a de-identified case consultation to the partnership's channel. */
export async function ask(needs: Needs, act: Act, request: AskRequest): Promise<AskOutcome> {
  return write(needs, act, request, 'thread', null);
}

/** Records one that happened by phone, e-mail or in a corridor: it counts like any other, and is closed at once. */
export async function logConsultation(
  needs: Needs,
  act: Act,
  request: AskRequest,
  source: Exclude<Source, 'thread'>,
  result: string,
): Promise<AskOutcome> {
  return write(needs, act, request, source, result);
}

async function write(needs: Needs, act: Act, request: AskRequest, source: Source, closedWith: string | null) {
  const { member, partnership } = act.who;
  const may = mayAsk(member) || (source !== 'thread' && member.side === 'legal');
  if (!may) {
    await needs.store.refused(act, 'consultation.ask', undefined, 'role');
    return { kind: 'may-not-ask' } as const;
  }
  const promised = promisedFrom(act.at, partnership.promise.consultationHours, partnership);
  const draft = { ...request, source, closedWith, promised, siteId: member.site?.id ?? null };
  const made = await needs.store.create(draft, act);
  if (made === 'repeated') return { kind: 'repeated' } as const;
  return { kind: closedWith === null ? 'posted' : 'logged', consultation: made } as const;
}
