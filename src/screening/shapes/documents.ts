import { each, group, type Found } from './found.js';

const D = '[0-9oOlI|]';
const GAP = '[ .,\\-_/\\n]{0,3}';
const NINO = new RegExp(
  `(?<![A-Za-z0-9])[A-Za-z]${GAP}[A-Za-z]${GAP}(${D}${GAP}${D}${GAP}${D}${GAP}${D}${GAP}${D}${GAP}${D})(?:${GAP}([A-Da-d])(?![A-Za-z0-9])|(?![A-Za-z0-9]))`,
  'g',
);
const NI_CUE = /\b(?:n\.?i\.?(?:no|n)?\.?|nino|national ins(?:urance)?|insurance)\b[^\d\n]{0,16}$/i;

/** National Insurance numbers: two letters, six digits and a letter A to D, spaced in any way. */
export function insuranceNumbers(text: string): Found[] {
  return each(text, NINO, 'ni-number', (match, before) => {
    const digits = (match[1] ?? '').replace(/\D/g, '').length;
    if (digits < 4) return null;
    const cue = NI_CUE.test(before);
    if (match[2] === undefined) return cue ? 'likely' : null; // without its last letter it may be any reference
    return cue || digits === 6 ? 'certain' : null;
  });
}

const LICENCE =
  /(?<![A-Za-z0-9])[A-Za-z][A-Za-z9]{4}[ -]?\d[0156]\d[0-3]\d{2}[ -]?[A-Za-z][A-Za-z9][ -]?[0-9A-Za-z][A-Za-z]{2}(?:[ -]?\d{2})?(?![A-Za-z0-9])/g;
const LICENCE_CUED =
  /\b(?:driv(?:er|ing)(?:['’]s)?|provisional|dvla|lic(?:ence|ense)?)(?: (?:lic(?:ence|ense)?|no|number|num)){0,4}[ .:#(]{1,4}(?:is |no |number )?([A-Za-z0-9][A-Za-z0-9 -]{5,19}\d[A-Za-z0-9]{0,6})/gi;

/** British driver numbers, and eight-digit Northern Irish ones after a cue. */
export function drivingLicences(text: string): Found[] {
  const cued = each(text, LICENCE_CUED, 'driving-licence', (match) =>
    /\d{5}/.test(match[1] ?? '') ? { ...group(match, match[1]), confidence: 'likely' } : null,
  );
  return [...each(text, LICENCE, 'driving-licence'), ...cued];
}

const PASSPORT = /\b[Pp](?:ass?ports?|PORTS?|port|p)\b|\bASSPORTS?\b/g;
const PASSPORT_NUMBER =
  /(?<![A-Za-z0-9])(?:\d{9}|\d{2} ?\d{7}|[A-Za-z]{1,3} ?\d{6,8}[A-Za-z]?)(?![A-Za-z0-9/])/g;

/** Passport numbers: nine digits, or one to three letters with six to eight digits, in a text that speaks of a passport. */
export function passports(text: string): Found[] {
  if (text.search(PASSPORT) < 0 && !/passport/i.test(text)) return [];
  return each(text, PASSPORT_NUMBER, 'passport', (_, before) =>
    /passp/i.test(before) ? 'certain' : 'possible',
  );
}

const HO_GROUPS = /(?<![\d-])\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{4}(?:\/\d{1,2})?(?![\d-])/g;
const HO_SHAPES =
  /(?<![A-Za-z0-9])(?:GWF ?\d{9}|[A-Z]\/?\d{7}(?:\/\d{1,3})?|[A-Z]{2}[A-Z0-9]\d{6}|COS[ :#]{0,3}[A-Z0-9]{11})(?![A-Za-z0-9])/gi;
const HO_CUE =
  /\b(?:home office|h\.?o\.?|brp|gwf|uan|visa|asylum|nass|euss|settle(?:d|ment)|share code|ukvi|cos|immigration|leave|refus\w{1,5}|residence|permit|arc|nrm|nrpf|bail)\b/i;
const SHARE_CODE = /\bshare ?code[^A-Za-z0-9]{0,3}(?:is )?([A-Z0-9]{3}[ -]?[A-Z0-9]{3}[ -]?[A-Z0-9]{3})\b/gi;

/** Home Office, visa and residence permit references, and share codes. */
export function homeOffice(text: string): Found[] {
  const shaped = each(text, HO_SHAPES, 'home-office', (match, before, after) =>
    /^(?:GWF|COS)/i.test(match[0]) ? 'certain' : HO_CUE.test(before + after) ? 'likely' : null,
  );
  const share = each(text, SHARE_CODE, 'home-office', (match) => group(match, match[1]));
  const groups = each(text, HO_GROUPS, 'home-office', (_, before, after) =>
    HO_CUE.test(before + after) ? 'certain' : 'likely',
  );
  return [...groups, ...shaped, ...share];
}

const UC = /(?<![\d-])\d{4}[ .-]{1,2}\d{4}[ .-]{1,2}\d{4}(?![\d-])/g;
const UC_BARE = /(?<!\d)\d{12}(?!\d)/g;
const UC_CUE = /\b(?:uc|universal credit|journal|claim(?:s|ant)?)\b[^\d\n]{0,24}$/i;

/** Universal Credit journal and claim numbers: twelve digits, usually in fours. */
export function universalCredit(text: string): Found[] {
  const bare = each(text, UC_BARE, 'universal-credit', (_, before) =>
    UC_CUE.test(before) ? 'certain' : null,
  );
  return [
    ...each(text, UC, 'universal-credit', (_, before) => (UC_CUE.test(before) ? 'certain' : 'likely')),
    ...bare,
  ];
}

const HOSPITAL =
  /\b(?:hosp(?:ital)?|mrn|rio|unit|pas|district|patient|pt|emis|systm ?one|cris|record|crn|chart|k(?!id)|x|badge|prison|noms|esr|hr)[ /]{0,2}(?:hosp )?(?:no|num(?:ber)?|id|ref|record)?s?\b[ .:#(]{0,4}(?:(?:is|only|was|now)[ (:]{1,3}){0,2}([A-Za-z]{0,5}\d?[ -]?\d{2,9}(?:[ -]\d{2,6}){0,3}[A-Za-z]{0,2})(?![A-Za-z0-9])/gi;
const HOSPITAL_STRONG =
  /^(?:hosp|mrn|rio|pas|emis|systm|district|noms|unit no|patient (?:no|num|id)|.{1,14}(?:no|num|number|id)\b)/i;

/** Hospital and patient record numbers after their cue. Those without one are caught as references. */
export function hospitalNumbers(text: string): Found[] {
  return each(text, HOSPITAL, 'hospital-number', (match) => {
    const digits = (match[1] ?? '').replace(/\D/g, '').length;
    const enough = HOSPITAL_STRONG.test(match[0]) ? digits >= 5 : digits >= 6;
    const years = /^(?:19|20)\d\d[ -](?:19|20)\d\d$/.test(match[1] ?? '');
    return enough && !years ? { ...group(match, match[1]), confidence: 'certain' } : null;
  });
}
