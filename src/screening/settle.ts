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
  const bySure = [...all].sort((a, b) => weight(a) - weight(b) || a.start - b.start || b.end - a.end);
  const inOrder = [...all].sort((a, b) => a.start - b.start || b.end - a.end);
  const cluster = new Map<Found, number>();
  let end = -1;
  let number = 0;
  for (const found of inOrder) {
    if (found.start >= end) number += 1;
    end = Math.max(end, found.end);
    cluster.set(found, number);
  }
  const best = new Map<number, Found>();
  const span = new Map<number, { start: number; end: number }>();
  for (const found of bySure) {
    const key = cluster.get(found) ?? 0;
    if (!best.has(key)) best.set(key, found);
    const wide = span.get(key);
    span.set(key, {
      start: Math.min(wide?.start ?? found.start, found.start),
      end: Math.max(wide?.end ?? 0, found.end),
    });
  }
  for (const [key, found] of best) settled.push({ ...found, ...span.get(key) });
  return settled.sort((a, b) => a.start - b.start);
}
