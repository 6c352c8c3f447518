import type { Member, Partnership } from '../../partnerships/rules.js';
import type { Act } from '../../privacy/rules.js';
import { askedFirst } from '../../capacity/rules.js';
import { keyOf, type Action } from '../rules/actions.js';
import { isChampion } from '../../partnerships/rules/champions.js';
import { nudgesFor, staffOf } from '../rules/people.js';
import type { Needs, Run, Telling } from './needs.js';
import { tellingsOf } from './run.js';

export type ActOutcome =
  /** `told` are those who get a private message; none for what goes to the partnership's channel. */
  | { kind: 'done'; action: Action; told: readonly Member[] }
  | { kind: 'done-already'; by: Member | null }
  /** What it was about has been dealt with, or nobody who could deal with it can be reached here. */
  | { kind: 'settled' }
  | { kind: 'nobody-reached' }
  | Refused;

export type Refused = { kind: 'repeated' } | { kind: 'not-found' } | { kind: 'not-yours' };

export type Found = { kind: 'found'; run: Run; action: Action };

/** A suggestion of a digest, for a champion; for others, why not. */
export async function findSuggestion(
  { store }: Needs,
  act: Act,
  [runId, key]: readonly [run: string, action: string],
): Promise<Found | Refused> {
  const { member, partnership } = act.who;
  if (!isChampion(member)) {
    await store.refused(act, 'digest.act', 'not-yours');
    return { kind: 'not-yours' };
  }
  const run = await store.run(partnership.id, runId);
  const action = run?.actions.find((each) => keyOf(each) === key);
  return run && action ? { kind: 'found', run, action } : { kind: 'not-found' };
}

/** Does what a suggestion says: whoever is to act gets a private message, or the partnership's channel a card. */
export async function takeUp(needs: Needs, act: Act, { run, action }: Found): Promise<ActOutcome> {
  const { partnership } = act.who;
  const already = doneBy(needs, run, action);
  if (already) return already;
  if (action.kind === 'share')
    return carryOut(needs, act, { run, action }, { told: [], tellings: shared(needs, run, action) });
  const wanted = await nudged(needs, partnership, action);
  if (wanted.length === 0) return { kind: 'settled' };
  const tellings = wanted.flatMap((member) => {
    const to = needs.person(member.id);
    const payload = {
      partnership: partnership.id,
      run: run.id,
      kind: action.kind,
      about: action.about,
      member: member.id,
    };
    const subject = `digest-nudge:${run.id}:${keyOf(action)}:${member.id}`;
    return to ? [{ member, telling: { to, notice: 'digests.nudge', subject, payload } }] : [];
  });
  if (tellings.length === 0) return { kind: 'nobody-reached' };
  const told = tellings.map(({ member }) => member);
  return carryOut(needs, act, { run, action }, { told, tellings: tellings.map(({ telling }) => telling) });
}

/** Who is nudged: the advisers whose work it is, or whoever knows a service's capacity. */
async function nudged(needs: Needs, partnership: Partnership, { kind, about }: Action): Promise<Member[]> {
  if (kind === 'capacity') {
    const service = partnership.services.find(({ id }) => id === about);
    const able = service ? askedFirst(partnership, service, null) : [];
    return able.filter(({ id }) => needs.person(id) !== null).slice(0, 1);
  }
  if (kind !== 'act-by' && kind !== 'unanswered' && kind !== 'outcomes') return [];
  const now = needs.now();
  const shares = nudgesFor(partnership, await needs.store.openWork(partnership, now), now)[kind];
  return partnership.members.filter(({ id }) => shares.has(id));
}

function shared({ channels }: Needs, run: Run, { about: card }: Action): Telling[] {
  const payload = { partnership: run.partnershipId, card };
  const subject = `digest-card:${run.id}:${card}`;
  return channels(run.partnershipId).map((to) => ({ to, notice: 'digests.card', subject, payload }));
}

/** Sends what a champion wrote to the staff of a site. */
export async function sendLetter(needs: Needs, act: Act, found: Found, text: string): Promise<ActOutcome> {
  const { run, action } = found;
  const { partnership, member: sender } = act.who;
  const already = doneBy(needs, run, action);
  if (already) return already;
  const readers = readersOf(needs, partnership, action.about, sender);
  if (readers.length === 0) return { kind: 'nobody-reached' };
  const tellings = (letter: string) =>
    readers.flatMap(({ id }) => {
      const to = needs.person(id);
      const payload = { partnership: partnership.id, letter, member: id };
      return to ? [{ to, notice: 'digests.letter', subject: `digest-letter:${letter}:${id}`, payload }] : [];
    });
  return carryOut(needs, act, found, { told: readers, tellings, letter: { siteId: action.about, text } });
}

/** Who of a site's staff a letter reaches. */
export const readersOf = (
  { person }: Needs,
  partnership: Partnership,
  siteId: string,
  sender: Member,
): Member[] => staffOf(partnership, siteId).filter(({ id }) => id !== sender.id && person(id) !== null);

type Saying = {
  told: readonly Member[];
  tellings: readonly Telling[] | ((letter: string) => readonly Telling[]);
  letter?: { siteId: string; text: string };
};

async function carryOut(
  needs: Needs,
  act: Act,
  { run, action }: Pick<Found, 'run' | 'action'>,
  { told, tellings, letter }: Saying,
): Promise<ActOutcome> {
  const digests = tellingsOf(needs, act.who.partnership, run.id);
  const said = {
    tellings: typeof tellings === 'function' ? tellings : () => tellings,
    digests,
    ...(letter && { letter }),
  };
  const done = await needs.store.act(run, keyOf(action), said, act);
  if (done === 'repeated') return { kind: 'repeated' };
  if (done === 'done') return { kind: 'done', action, told };
  const now = await needs.store.run(run.partnershipId, run.id);
  return doneBy(needs, now ?? run, action) ?? { kind: 'done-already', by: null };
}

function doneBy({ directory }: Needs, { deeds }: Run, action: Action) {
  const deed = deeds.find((each) => each.action === keyOf(action));
  return deed && ({ kind: 'done-already', by: directory.memberById(deed.byId) } as const);
}
