import type { Keyring } from '../../../database/seal.js';
import type { Database } from '../../../database/types.js';
import type { DigestStore } from '../use-cases/needs.js';
import { createLetters } from './letters.js';
import { createNotes } from './notes.js';
import { openWork, type Gaps } from './open-work.js';
import { createRuns } from './runs.js';
import { createWardCards } from './ward.js';

/** The digest store: the only part of the feature that talks to the database. */
export function createDigestStore({
  database,
  keyring,
  gaps,
}: {
  database: Database;
  keyring: Keyring;
  gaps: Gaps;
}): DigestStore {
  const letters = createLetters(keyring);
  return {
    ...createRuns({ database, letters }),
    ...createWardCards(database),
    ...createNotes(database),
    openWork: (partnership, now) => openWork(database.db, gaps, partnership, now),
    letter: (partnershipId, id) => letters.read(database.db, partnershipId, id),
  };
}
