import { fold, typedAt, type Folded } from './fold.js';
import { settle } from './settle.js';
import { addresses } from './shapes/addresses.js';
import { greatAges } from './shapes/ages.js';
import { dates } from './shapes/dates.js';
import {
  drivingLicences,
  homeOffice,
  hospitalNumbers,
  insuranceNumbers,
  passports,
  universalCredit,
} from './shapes/documents.js';
import type { Found } from './shapes/found.js';
import { bankNumbers, healthNumbers, phones } from './shapes/numbers.js';
import { emails, internetAddresses, webAddresses } from './shapes/online.js';
import { organisations } from './shapes/organisations.js';
import { postcodeAreas, postcodes } from './shapes/postcodes.js';
import { caseReferences, opaqueReferences } from './shapes/references.js';
import { vehicles } from './shapes/vehicles.js';
import { contextual } from './tagger/spans.js';
import type { Weights } from './tagger/tagger.js';
import { views } from './views.js';

/** What is found by shape needs digits, but for these. */
const WORDED = [emails, webAddresses, dates, addresses, organisations, greatAges];
const NUMBERED = [
  healthNumbers, insuranceNumbers, phones, bankNumbers, drivingLicences, passports, homeOffice, universalCredit,
  hospitalNumbers, internetAddresses, postcodes, postcodeAreas, vehicles, caseReferences, opaqueReferences,
]; // prettier-ignore

/**
 * Everything that is found in a text, sure or doubtful, sorted and disjoint, placed in the text as typed.
 * @param weights what the tagger has learned
 */
export function find(text: string, weights: Weights): Found[] {
  const folded = fold(text);
  const shaped = [folded, ...views(folded)].flatMap((view) => placed(view, shapes(view.text)));
  const all = [...shaped, ...placed(folded, contextual(folded.text, weights))];
  const firm = settle(all.filter((found) => found.confidence !== 'possible'));
  const doubtful = all.filter(
    (found) =>
      found.confidence === 'possible' &&
      !firm.some((each) => each.start < found.end && found.start < each.end),
  );
  return [...firm, ...settle(doubtful)].sort((a, b) => a.start - b.start);
}

function shapes(text: string): Found[] {
  const finders = /\d/.test(text) ? [...WORDED, ...NUMBERED] : WORDED;
  return finders.flatMap((finder) => finder(text));
}

/** Findings of a view at their place in the text as typed, without spaces and full stops at their ends. */
const placed = (view: Folded, found: Found[]): Found[] =>
  found.flatMap((each) => {
    let { start, end } = each;
    while (end > start && ' \n.,;:'.includes(view.text[end - 1] ?? '')) end -= 1;
    while (start < end && ' \n.,;:'.includes(view.text[start] ?? '')) start += 1;
    return end > start ? [{ ...each, ...typedAt(view, start, end) }] : [];
  });
