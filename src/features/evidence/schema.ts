import { z } from 'zod';

const count = z.number().int().nonnegative();
const hours = z.number().nonnegative().nullable();

/** A closed week as it is stored; checked again when it is read, because an older version may have written it. */
export const StoredWeek = z.object({
  opened: count,
  logged: count,
  replied: count,
  sent: count,
  accepted: count,
  contacted: count,
  closed: count,
  untold: count,
  median: hours,
  p90: hours,
  late: count,
  sites: z.record(z.string(), z.object({ cases: count, by: z.array(z.string()) })),
  topics: z.record(z.string(), count),
});
