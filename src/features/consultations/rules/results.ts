import { z } from 'zod';
import list from '../results.json' with { type: 'json' };

/** How a consultation ended, tapped by each side and kept apart. Checked at start. Source: taxonomy section 5. */
export const RESULTS = z.array(z.strictObject({ key: z.string(), label: z.string() })).parse(list);

/** The label of a result, or that there is none yet. */
export const resultLabel = (key: string | null): string =>
  RESULTS.find((each) => each.key === key)?.label ?? 'not said yet';
