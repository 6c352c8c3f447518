import type { Place } from './finding.js';
import { label } from './kinds.js';
import { BITS, marksOf, plainWord } from './tagger/words.js';

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'] as const; // prettier-ignore

/**
 * What to put in the place of a finding, so that the text still reads: "the patient", "a date in March", an age band,
 * an area. An empty text means that what stands before is enough ("her son Kofi" becomes "her son").
 */
export function suggest(finding: Place, text: string): string {
  const found = text.slice(finding.start, finding.end);
  const before = text.slice(Math.max(0, finding.start - 40), finding.start);
  const after = text.slice(finding.end, finding.end + 40);
  switch (finding.kind) {
    case 'name':
      return person(before, after);
    case 'date':
      return month(found) ? `a date in ${month(found)}` : 'a date';
    case 'date-of-birth':
      return birth(found);
    case 'age':
      return '90 or over';
    case 'postcode':
    case 'postcode-area':
      return area(found);
    case 'address':
      return /\b(?:at|to|from|in|on|of|is)[ :]{1,2}$/i.test(before) ? 'their home' : '[home address]';
    case 'organisation':
      return organisation(found);
    case 'vehicle':
      return /\b(?:car|van|reg|plate)\b[^\n]{0,10}$/i.test(before) ? '[registration]' : 'a vehicle';
    case 'nhs-number':
    case 'ni-number':
    case 'phone':
    case 'email':
    case 'hospital-number':
    case 'case-reference':
    case 'bank':
    case 'passport':
    case 'home-office':
    case 'universal-credit':
    case 'web-address':
    case 'ip-address':
    case 'driving-licence':
    case 'reference':
      return `[${label(finding.kind)}]`;
  }
}

const lastWord = (before: string): string =>
  plainWord(/([\p{L}-]{1,24})[ ,:("']{0,3}$/u.exec(before)?.[1] ?? '');
const STAFF =
  /\b(?:thanks|thank you|regards|wishes|cheers|sincerely|faithfully|signed|ta|from|x)[ ,.!:\n-]{1,6}$/i;
const ROLE_AFTER = /^,? ?\(?(?:(?:his|her|their|the|my|our|a) )([a-z-]{3,20})\b/i;

function person(before: string, after: string): string {
  const word = lastWord(before);
  if (/^(?:mr|mrs|ms|miss|mx|dr|prof|pc|sgt|judge|sister|nurse)$/.test(word)) return 'X';
  if (marksOf(word) & (BITS.kin | BITS.jobs) && before.endsWith(' ')) return '';
  if (STAFF.test(before)) return 'a colleague';
  const role = ROLE_AFTER.exec(after)?.[1] ?? '';
  if (role && marksOf(plainWord(role)) & (BITS.kin | BITS.jobs))
    return role === 'patient' ? 'the patient' : 'someone';
  const start = before === '' || /[.!?\n]["' ]{0,2}$/.test(before);
  return start ? 'The patient' : 'the patient';
}

/** The month of a date in words or in numbers, the British way round. */
function month(found: string): string | null {
  const word = /[a-z]{3,9}/gi;
  for (const [each] of found.matchAll(word)) {
    const index = MONTHS.findIndex((name) => name.toLowerCase().startsWith(each.toLowerCase().slice(0, 3)));
    if (index >= 0) return MONTHS[index] ?? null;
  }
  const iso = /^\d{4}\D(\d{1,2})\D/.exec(found)?.[1];
  const number = Number(iso ?? /^\d{1,2} ?\D ?(\d{1,2})/.exec(found)?.[1]);
  return MONTHS[number - 1] ?? null;
}

function birth(found: string): string {
  const full = /(?:19|20)\d\d/.exec(found)?.[0];
  const short = /\D(\d{2})$/.exec(found)?.[1];
  if (full) return Number(full) >= 2015 ? `born in ${full}` : `born in the ${full.slice(0, 3)}0s`;
  if (short) return Number(short) > 30 ? `born in the 19${short.slice(0, 1)}0s` : 'born this century';
  return month(found) ? `born in ${month(found)}` : '[date of birth]';
}

function area(found: string): string {
  const letters = /^[a-z]{1,2}/i.exec(found)?.[0];
  return letters ? `the ${letters.toUpperCase()} postcode area` : 'the area';
}

const SORTS: readonly (readonly [RegExp, string])[] = [
  [/nurser|preschool|pre-school|playgroup/i, 'a nursery'],
  [/school|academy|primary|infants|juniors|college|ysgol|prep\b/i, 'a school'],
  [/surgery|practice|medical|health centre/i, 'a GP practice'],
  [/care home|nursing|residential|lodge|grange|rest home/i, 'a care home'],
  [/lettings|lets\b|propert/i, 'a letting agent'],
  [/pharmacy|chemist/i, 'a pharmacy'],
  [/homecare|care/i, 'a care agency'],
];

const organisation = (found: string): string =>
  SORTS.find(([sort]) => sort.test(found))?.[1] ?? 'a small employer';
