import { fold, gapIn, typedAt, type Folded } from './fold.js';
import type { Kind } from './kinds.js';
import { apartFrom, settle } from './settle.js';
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

/** How much is read at once, and how much of it again with what follows. Forms take less; this bounds anything else. */
const STRETCH = 4_000;
const AGAIN = 300;

/**
 * Everything that is found in a text, sure or doubtful, sorted and disjoint, placed in the text as typed.
 * @param weights what the tagger has learned
 */
export function find(text: string, weights: Weights): Found[] {
  const all: Found[] = [];
  let start = 0;
  for (;;) {
    const end =
      text.length - start <= STRETCH
        ? text.length
        : gapIn(text, start + STRETCH - AGAIN / 4, start + STRETCH);
    for (const found of read(text.slice(start, end), weights))
      all.push(start === 0 ? found : { ...found, start: found.start + start, end: found.end + start });
    if (end === text.length) break;
    start = gapIn(text, end - AGAIN, end);
  }
  const firm = settle(all.filter((found) => found.confidence !== 'possible'));
  const doubtful = settle(all.filter((found) => found.confidence === 'possible'));
  return [...firm, ...apartFrom(firm, doubtful)].sort((a, b) => a.start - b.start);
}

function read(text: string, weights: Weights): Found[] {
  const folded = fold(text);
  const shaped = [folded, ...views(folded)].flatMap((view) => placed(view, shapes(view.text)));
  return [...shaped, ...placed(folded, contextual(folded.text, weights, shaped.some(points)))];
}

/** What may belong to nobody: a day, an age, an area, a school that has been in the news. */
const WEAK: ReadonlySet<Kind> = new Set(['date', 'age', 'postcode-area', 'organisation']);
const points = ({ kind, confidence }: Found): boolean => confidence !== 'possible' && !WEAK.has(kind);

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
    if (end <= start) return [];
    const typed = typedAt(view, start, end);
    return [typed.start === each.start && typed.end === each.end ? each : { ...each, ...typed }];
  });
