import type { Kind } from './kinds.js';
import type { Found } from './shapes/found.js';

/** Where two findings meet, the kind that is surer by its shape wins. */
const RANK: Record<Kind, number> = {
  email: 0, 'web-address': 1, 'nhs-number': 2, 'ni-number': 2, 'driving-licence': 2, bank: 3, phone: 3,
  'universal-credit': 4, 'home-office': 4, 'ip-address': 4, passport: 5, 'date-of-birth': 5, 'hospital-number': 6,
  postcode: 6, vehicle: 6, 'case-reference': 7, date: 8, address: 9, age: 9, name: 10, organisation: 11,
  'postcode-area': 12, reference: 13,
}; // prettier-ignore
const SURE = { certain: 0, likely: 20, possible: 40 };

const weight = (found: Found): number => SURE[found.confidence] + RANK[found.kind];

/**
 * Makes findings disjoint. The surest of those that overlap keeps its place, and what sticks out of a weaker one
 * on either side is kept as well, so that nothing that was found survives a redaction.
 */
export function settle(all: readonly Found[]): Found[] {
  const settled: Found[] = [];
  let best: Found | undefined;
  let start = 0;
  let end = -1;
  const close = () => {
    if (best) settled.push(best.start === start && best.end === end ? best : { ...best, start, end });
  };
  for (const found of all.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (found.start >= end) {
      close();
      best = found;
      start = found.start;
    } else if (best && weight(found) < weight(best)) best = found;
    end = Math.max(end, found.end);
  }
  close();
  return settled;
}

/** Those that touch none of the firm ones. Both are sorted and disjoint. */
export function apartFrom(firm: readonly Found[], doubtful: readonly Found[]): Found[] {
  let next = 0;
  return doubtful.filter(({ start, end }) => {
    while (next < firm.length && (firm[next] as Found).end <= start) next += 1;
    const near = firm[next];
    return near === undefined || near.start >= end;
  });
}
