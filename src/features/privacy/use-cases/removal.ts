import type { Person, Place } from '../../../chat/place.js';
import { screen, type Kind } from '../../../screening/index.js';
import type { Who } from '../../partnerships/rules.js';
import type { Act } from '../rules.js';
import { mayRemove, mayWriteAgain, type Held, type Identifying, type Shown } from '../rules/held.js';

/** What the use cases need of the store. Nobody is given what they may not know of. */
export type RemovalStore = {
  /** What a message shows; `waiting` when it was written by a person and has not been taken in yet. */
  seen(
    who: Who,
    message: { place: Place; person: Person; messageId: string },
  ): Promise<{ held: readonly Held[]; waiting: boolean }>;
  /** Everything that is kept of a case, or one text. */
  find(who: Who, id: string): Promise<readonly Held[]>;
  /** @returns where it was shown; null when this was decided before */
  remove(
    plan: { remove: readonly Held[]; report: readonly Held[]; kind: Identifying },
    act: Act,
  ): Promise<readonly Shown[] | null>;
  /** Takes the words out of what waits to be taken in. False when nothing waited any more. */
  drop(messageId: string, act: Act): Promise<boolean>;
  writeAgain(held: Held, text: string, act: Act): Promise<boolean>;
};

export type RemovalNeeds = { store: RemovalStore; now: () => Date };

export type RemovalOutcome =
  | { kind: 'done'; removed: readonly Held[]; reported: readonly Held[]; shown: readonly Shown[] }
  /** Nothing of it is left: somebody removed or erased it before. */
  | { kind: 'gone'; held: readonly Held[] }
  | { kind: 'repeated' }
  /** The same words for what is foreign, what was erased with its case and what never was. */
  | { kind: 'not-found' };

/** Removes what could identify somebody, and reports what this member may not remove themselves. */
export async function removeTexts(
  { store }: RemovalNeeds,
  act: Act,
  found: readonly Held[],
  kind: Identifying,
): Promise<RemovalOutcome> {
  if (found.length === 0) return { kind: 'not-found' };
  const here = found.filter(({ text }) => text !== null);
  if (here.length === 0) return { kind: 'gone', held: found };
  const removed = here.filter((held) => mayRemove(act.who.member, held));
  const reported = here.filter((held) => !removed.includes(held));
  const shown = await store.remove({ remove: removed, report: reported, kind }, act);
  return shown ? { kind: 'done', removed, reported, shown } : { kind: 'repeated' };
}

/** What this member may write again, or null. */
export async function openAgain({ store }: RemovalNeeds, who: Who, id: string): Promise<Held | null> {
  const [held] = await store.find(who, id);
  return held && mayWriteAgain(who.member, held) ? held : null;
}

/** Puts new words, which have passed the screen, where those were that have been removed. */
export async function writeAgain(
  needs: RemovalNeeds,
  act: Act,
  id: string,
  text: string,
): Promise<{ kind: 'written'; held: Held } | { kind: 'repeated' } | { kind: 'not-found' }> {
  const held = await openAgain(needs, act.who, id);
  if (!held) return { kind: 'not-found' };
  return (await needs.store.writeAgain(held, text, act)) ? { kind: 'written', held } : { kind: 'repeated' };
}

/** What is likely to be meant: what the screen finds first, else details that point to somebody together. */
export function likelyKind(held: readonly Held[]): Identifying {
  const [first] = held.flatMap(({ text }) => (text === null ? [] : screen(text)));
  return first ? MEANT[first.kind] : 'combination';
}

const MEANT: Readonly<Record<Kind, Identifying>> = {
  name: 'name',
  phone: 'contact',
  email: 'contact',
  'web-address': 'contact',
  'ip-address': 'contact',
  'date-of-birth': 'date',
  date: 'date',
  age: 'date',
  postcode: 'place',
  'postcode-area': 'place',
  address: 'place',
  organisation: 'place',
  'nhs-number': 'number',
  'ni-number': 'number',
  'hospital-number': 'number',
  'case-reference': 'number',
  vehicle: 'number',
  bank: 'number',
  passport: 'number',
  'home-office': 'number',
  'universal-credit': 'number',
  'driving-licence': 'number',
  reference: 'number',
};
