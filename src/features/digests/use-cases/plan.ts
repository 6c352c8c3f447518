import { monthAt, quarterAt, weekAt } from '../../evidence/rules/periods.js';
import { nextSlot } from '../rules/slots.js';
import type { Needs } from './needs.js';

/** What is told by itself, and of which period. */
const TOLD = [
  ['digests.weekly', weekAt],
  ['digests.ward', monthAt],
  ['digests.notes', quarterAt],
] as const;

/** Plans the next of each for every partnership, once however often it is asked. */
export function planDigests({ store, directory, now }: Needs): () => Promise<number> {
  const planned = new Set<string>();
  return async () => {
    for (const partnership of directory.all()) {
      for (const [name, periodAt] of TOLD) {
        const { period, dueAt } = nextSlot(periodAt, now(), partnership);
        const slot = `${name}:${partnership.id}:${period.key}`;
        if (planned.has(slot)) continue;
        await store.plan({ partnershipId: partnership.id, name, period, dueAt }, now());
        planned.add(slot);
      }
    }
    return 0;
  };
}
