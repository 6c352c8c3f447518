import { audit } from '../../database/audit.js';
import type { Database } from '../../database/types.js';
import { createDeadLetters } from '../../delivery/dead-letters.js';
import { actorOf, type Act } from '../privacy/rules.js';
import type { Operator, UndeliveredStore } from './use-cases.js';

/** What was set aside, and what is decided about it, each decision with its line in the audit trail. */
export function createUndeliveredStore({ database }: { database: Database }): UndeliveredStore {
  const letters = createDeadLetters({ database });
  return {
    list: letters.list,
    decide: (letter, decision, by) => letters.decide(letter, decision, { key: by.key, line: lineOf(by) }),
    refused: (act, action) =>
      audit(database.db, { ...actorOf(act), action, result: 'refused', reason: 'not-administrator' }),
  };
}

const lineOf = (by: Act | Operator) => ('who' in by ? actorOf(by) : { at: by.at });
