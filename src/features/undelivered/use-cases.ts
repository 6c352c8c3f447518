import type { Act } from '../privacy/rules.js';
import type { Who } from '../partnerships/rules.js';

/** Something that was set aside, by ids and kinds alone. */
export type Undelivered = {
  id: string;
  kind: 'message' | 'event' | 'job';
  held: boolean;
  name: string;
  platform: string | null;
  to: 'channel' | 'person' | null;
  reason: string;
  attempts: number;
  since: Date;
  partnershipId: string | null;
  mayRetry: boolean;
};

export type Decision = 'retry' | 'drop';

export type UndeliveredStore = {
  list(): Promise<Undelivered[]>;
  /** `gone`: it is not set aside any more. */
  decide(letter: Undelivered, decision: Decision, by: Act | Operator): Promise<'done' | 'gone'>;
  refused(act: Act, action: string): Promise<void>;
};

/** Whoever may start and stop the program, at its terminal. */
export type Operator = { key: string; at: Date };

export type UndeliveredNeeds = { store: UndeliveredStore; now: () => Date };

export type ListOutcome = { kind: 'list'; letters: readonly Undelivered[] } | { kind: 'not-administrator' };
export type DecideOutcome =
  | { kind: 'decided'; letter: Undelivered; decision: Decision }
  | { kind: 'gone' }
  | { kind: 'text-erased' }
  | { kind: 'not-administrator' };

const isAdministrator = ({ member }: Who) => member.duties.includes('administrator');

/** What is not said of any partnership may be seen by every administrator: it tells them nothing but that it failed. */
const concerns = ({ partnershipId }: Undelivered, { partnership }: Who) =>
  partnershipId === null || partnershipId === partnership.id;

/** What could not be delivered or taken in, for an administrator of the partnership. */
export async function listUndelivered({ store }: UndeliveredNeeds, act: Act): Promise<ListOutcome> {
  if (!isAdministrator(act.who)) {
    await store.refused(act, 'delivery.list');
    return { kind: 'not-administrator' };
  }
  return { kind: 'list', letters: (await store.list()).filter((each) => concerns(each, act.who)) };
}

/** Tries one of them again, or lets it go, as an administrator of the partnership decides. */
export async function decideUndelivered(
  needs: UndeliveredNeeds,
  act: Act,
  id: string,
  decision: Decision,
): Promise<DecideOutcome> {
  if (!isAdministrator(act.who)) {
    await needs.store.refused(act, `delivery.${decision}`);
    return { kind: 'not-administrator' };
  }
  const letter = (await needs.store.list()).find((each) => each.id === id && concerns(each, act.who));
  return decide(needs, letter, decision, act);
}

/** The same for whoever runs the program, of any partnership. */
export async function decideAtTerminal(
  needs: UndeliveredNeeds,
  operator: Operator,
  id: string,
  decision: Decision,
): Promise<DecideOutcome> {
  const letter = (await needs.store.list()).find((each) => each.id === id);
  return decide(needs, letter, decision, operator);
}

async function decide(
  { store }: UndeliveredNeeds,
  letter: Undelivered | undefined,
  decision: Decision,
  by: Act | Operator,
): Promise<DecideOutcome> {
  if (!letter) return { kind: 'gone' };
  if (decision === 'retry' && !letter.mayRetry) return { kind: 'text-erased' };
  const done = await store.decide(letter, decision, by);
  return done === 'done' ? { kind: 'decided', letter, decision } : { kind: 'gone' };
}
