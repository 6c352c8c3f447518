import { monthAt, type Period } from '../../evidence/rules/periods.js';
import { together, type Figures } from '../../evidence/rules/moved.js';
import { closedMonth } from '../../evidence/use-cases/weeks.js';
import type { Act } from '../../privacy/rules.js';
import type { Needs } from './needs.js';

/** Last month's figures of all partnerships of a network, added up. Never one beside another. */
export type RollUp = { month: Period; partnerships: number; figures: Figures; timeZone: string };

export type RollUpOutcome = ({ kind: 'rolled-up' } & RollUp) | { kind: 'no-network' } | { kind: 'not-yours' };

/** Adds up the last whole month of the network that the reader's partnership belongs to, for its network champion. */
export async function rollUp({ store, evidence, directory, now }: Needs, act: Act): Promise<RollUpOutcome> {
  const { member, partnership } = act.who;
  if (!member.duties.includes('network-champion')) {
    await store.refused(act, 'network.seen', 'not-yours');
    return { kind: 'not-yours' };
  }
  const { network, timeZone } = partnership;
  if (network === null) return { kind: 'no-network' };
  const month = monthAt(new Date(monthAt(now(), timeZone).from.getTime() - 1), timeZone);
  const members = directory.all().filter((each) => each.network === network);
  const all: Figures[] = [];
  for (const each of members) all.push(await closedMonth({ store: evidence, now }, each, month));
  return { kind: 'rolled-up', month, partnerships: members.length, figures: together(all), timeZone };
}
