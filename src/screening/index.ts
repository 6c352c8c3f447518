import { fold, typedAt, type Folded } from './fold.js';
import { why, type Confidence, type Kind } from './kinds.js';
import { settle } from './settle.js';
import { dates } from './shapes/dates.js';
import { drivingLicences, homeOffice, hospitalNumbers, insuranceNumbers, passports, universalCredit } from './shapes/documents.js';
import type { Found } from './shapes/found.js';
import { bankNumbers, healthNumbers, phones } from './shapes/numbers.js';
import { emails, internetAddresses, webAddresses } from './shapes/online.js';
import { postcodeAreas, postcodes } from './shapes/postcodes.js';
import { caseReferences, opaqueReferences } from './shapes/references.js';
import { vehicles } from './shapes/vehicles.js';
import { views } from './views.js';

export { isHard, label, type Confidence, type Kind } from './kinds.js';

/** A stretch of a text that could identify someone, in UTF-16 units of the text as typed. */
export type Finding = { kind: Kind; start: number; end: number; confidence: Confidence; why: string };

/**
 * Finds what could identify a person in a text, before anything is stored, queued or logged. Findings are sorted and
 * do not overlap. Never throws, whatever the text, and takes time in proportion to its length.
 */
export function screen(text: string): Finding[] {
  const folded = fold(text);
  const found = views(folded).flatMap((view) => placed(view, shapes(view.text)));
  return settle(found).map(({ kind, start, end, confidence }) => ({ kind, start, end, confidence, why: why(kind) }));
}

function shapes(text: string): Found[] {
  const digits = /\d/.test(text);
  const always = [...emails(text), ...webAddresses(text), ...dates(text)];
  if (!digits) return always;
  return [
    ...always,
    ...[healthNumbers, insuranceNumbers, phones, bankNumbers, drivingLicences, passports, homeOffice].flatMap((find) => find(text)),
    ...[universalCredit, hospitalNumbers, internetAddresses, postcodes, postcodeAreas, vehicles].flatMap((find) => find(text)),
    ...caseReferences(text),
    ...opaqueReferences(text),
  ];
}

const placed = (view: Folded, found: Found[]): Found[] =>
  found.map((each) => ({ ...each, ...typedAt(view, each.start, each.end) }));
