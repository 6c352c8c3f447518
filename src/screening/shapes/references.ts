import { each, type Found } from './found.js';

const CUE =
  'ref(?:erence|s)?|our ref|your ref|case|claim(?:ant)?|cad|crime|incident|log|inc|tribunal|court|judg(?:e)?ment|order|acc(?:oun)?t|acc|a\\/c|tenancy|rent|police|met|invoice|customer|policy|penalty|notice|pcn|fpn|file|appeal|application|app|complaint|certificate|cert|cica|mash|licence|permit|conciliation|acas|sscs|ticket|membership|member|id|number|no|num|nos|card|paye|trial|tape|coroner|booking|order no|agreement|loan|debt|warrant|plot|meter|mpan|mprn|serial|utr|ern|urn|upn|uln|lqr|log no|job|tag|badge|child ben(?:efit)?|chb|esa|pip|dla|nfrc|datix';
const CUED = new RegExp(
  `\\b(?:${CUE})\\b['’s]{0,2}[ .:#=(-]{0,4}(?:(?:is|was|no|number|num|ref|reads|starts|id|now|acc(?:oun)?t|a\\/c|quoting|on it|the)[ .:#=(]{1,3}){0,3}["'(]?((?:[A-Za-z]{1,6} ){0,2}[A-Za-z0-9][A-Za-z0-9/.\\-]{1,30}(?: [A-Z0-9][A-Z0-9/.\\-]{1,12}){0,4})`,
  'gi',
);
const SAFE_CUE =
  /\b(?:snomed|ctv3|icd(?:-?1[01])?|opcs|isbn|issn|pmid|doi|charity|company|companies house|batch|lot|model|part|celex|uksi|ukpga|si|nice|guid(?:ance|eline)s?|ean|bs|iso|sic|soc|read|version|policy|page|para(?:graph)?|chapter|section|helpline|form|error|clause|grid|cas|orphanet|omim|nct|eudract|iras|rec|ukut|ewca|ewhc|uksc|ukhl|ukeat|hazard|bmi)(?: (?:ct|no|nos|num|number|code|id|ref|reg|concept|registration|term|civ|crim|admin|fam|aac|iac|is)){0,2}[.:# ([-]{1,4}$/i;

/** References after a cue word ("ref", "claim no", "CAD"), down to three digits when the shape is not plain text. */
export function caseReferences(text: string): Found[] {
  return each(text, CUED, 'case-reference', (match, before) => {
    const raw = trimmed(match[1] ?? '');
    const digits = raw.replace(/\D/g, '').length;
    if (
      digits < 3 ||
      SAFE_CUE.test(before) ||
      SAFE_CUE.test(match[0].slice(0, match[0].length - (match[1] ?? '').length))
    )
      return null;
    if (SECTION.test(raw)) return null;
    const number = /^\d{1,64}$/.test(raw);
    if (digits < 5 && (number || !/[A-Za-z]|[/-]/.test(raw))) return null;
    if (digits < 6 ? ordinary(raw) || SAFE_CUE.test(raw.replace(/\d.{0,60}$/, '')) : YEARS.test(raw))
      return null;
    if (raw.includes(' ') && raw.split(' ').every(ordinary)) return null; // "CG-104 v2.1"
    const start = match.index + match[0].lastIndexOf(match[1] ?? '') + (match[1] ?? '').indexOf(raw);
    return { start, end: start + raw.length, confidence: 'certain' };
  });
}

/** "s.189B(2)": a section of an act. */
const SECTION = /^(?:ss?|regs?|paras?|arts?|sch|r)\.? ?\d{1,3}[A-Za-z]{0,2}(?:\(\w{1,3}\)){0,3}$/i;
const YEARS = /^(?:19|20)\d\d[-/](?:19|20)\d\d$|^\d{1,2}[/.-]\d{1,2}[/.-](?:\d{2}|\d{4})$/;

/** Drops the words before the first part that has a digit or is a code in capitals, and after the last. */
function trimmed(raw: string): string {
  const parts = raw.split(' ');
  const code = (part: string) => /\d/.test(part) || /^[A-Z]{2,6}$/.test(part);
  const first = parts.findIndex(code);
  if (first < 0) return '';
  let last = first;
  for (let index = first; index < parts.length; index += 1) {
    const part = parts[index] ?? '';
    if (/\d/.test(part) || (/^[A-Z]{2,3}$/.test(part) && index === first)) last = index;
    if (/[.,;:]$/.test(part)) break;
    if (!/\d/.test(part) && index > first) break;
  }
  return parts
    .slice(first, last + 1)
    .join(' ')
    .replace(/[.,;:/-]{1,8}$/, '');
}

const PRISON = /(?<![A-Za-z0-9])[A-Z]\d{4}[A-Z]{2}(?![A-Za-z0-9])/g;
const OF_DAY =
  /\b(?:cad|log|inc(?:ident)?|crime|ref)\b[ .:#]{1,3}(?:no[ .:]{1,2})?(\d{2,6} of \d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?)/gi;
const SPOKEN =
  /\b(?:(?:double )?(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|slash|dash|stroke|hyphen|[A-Z])[ ,-]{1,2}){4,20}(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[A-Z])\b/g;
/** A word with four digits or more; the look ahead spares all others. */
const TOKEN =
  /(?<![A-Za-z0-9£$€@._/-])(?=(?:[A-Za-z/.\-_]{0,20}\d){4})[A-Za-z0-9][A-Za-z0-9]{0,20}(?:[/.\-_][A-Za-z0-9]{1,16}){0,6}(?![A-Za-z0-9@])/g;
const DIGIT_RUN = /(?<![\d£$€.,/\-A-Za-z])\d{2,8}(?:[ -]\d{2,8}){1,5}(?![\d/A-Za-z]|[.,]\d)/g;
const MIXED_RUN =
  /(?<![A-Za-z0-9/-])(?:[A-Z]{1,6}[0-9]{0,3}|[A-Z]{1,3}\d?\/\d{1,5})[ -](?:\d{2,9}[ -]?){1,4}(?:[A-Z]{1,3}\b)?(?<![ -])(?![A-Za-z0-9/])/g;

/** Whatever looks like an opaque code and is nothing known: many digits, or letters and digits mixed. */
export function opaqueReferences(text: string): Found[] {
  const tokens = each(text, TOKEN, 'reference', (match, before, after) =>
    opaque(match[0].replace(/[.\-_/]{1,8}$/, ''), after) && !SAFE_CUE.test(before) ? 'likely' : null,
  );
  const runs = each(text, DIGIT_RUN, 'reference', (match, before, after) => {
    const digits = match[0].replace(/\D/g, '');
    const years = /^(?:19|20)\d\d[ -](?:19|20)?\d\d$/.test(match[0]);
    const national = /^(?:0[38]|1800)/.test(digits) && digits.length <= 12;
    const dose = /^ ?(?:mg|ml|units)\b/i.test(after);
    return digits.length < 7 || years || national || dose || SAFE_CUE.test(before) ? null : 'likely';
  });
  const mixed = each(text, MIXED_RUN, 'reference', (match, before) => {
    const safe =
      SAFE_CUE.test(before) ||
      SAFE_CUE.test(`${match[0]} `) ||
      /^(?:ISBN|SNOMED|SI|UKUT|EWCA)\b/.test(match[0]);
    return match[0].replace(/\D/g, '').length >= 6 && !safe ? 'likely' : null;
  });
  const prison = each(text, PRISON, 'reference', () => 'likely');
  return [...tokens, ...runs, ...mixed, ...prison, ...logsAndSpoken(text)];
}

/** "log 0331 of 16/08", and a reference read out: "seven seven oh four slash B slash twelve". */
function logsAndSpoken(text: string): Found[] {
  const log = each(text, OF_DAY, 'case-reference', (match) => ({
    start: match.index + match[0].length - (match[1] ?? '').length,
  }));
  const spoken = each(text, SPOKEN, 'reference', (match) =>
    /slash|dash|stroke|hyphen/.test(match[0]) && (match[0].match(/[a-z]{2,12}/g)?.length ?? 0) > 3
      ? 'likely'
      : null,
  );
  return [...log, ...spoken];
}

function opaque(token: string, after: string): boolean {
  const digits = token.replace(/\D/g, '').length;
  if (digits < 4 || ordinary(token)) return false;
  if (/^\d{1,64}$/.test(token)) {
    return digits >= 6 && !/^ ?(?:units?|iu|ml|mg|mcg|pounds|people|steps|words|cells)\b/i.test(after);
  }
  const letters = token.replace(/[^A-Za-z]/g, '').length;
  if (digits >= 5) return letters > 0 || /[/-]/.test(token);
  const code = letters >= 2 && letters <= 6 && /[A-Z]{2}|\d[A-Za-z]{2,16}\d/.test(token);
  return code && !/^[A-Za-z]{1,40}(?:19|20)\d\d$/.test(token);
}

/** Shapes made of digits that say nothing about a person. */
const ORDINARY = [
  /^(?:19|20)\d\d(?:[/–-](?:19|20)?\d\d)?$/, // a year, a tax year
  /^\d{1,2}[/.-]\d{1,2}[/.-](?:\d{2}|\d{4})$/, // a date, which has its own rule
  /^(?:19|20)\d\d[/-]\d{1,4}(?:[/-](?:EC|EU|EEC|UKSI))?$/i, // a statutory instrument or directive
  /^\d{1,4}\/(?:19|20)\d\d$/,
  /^v?\d{1,4}(?:\.\d{1,4}){1,5}$/i, // a version or a paragraph
  /^\d{1,4}[-/]\d{1,4}(?:[a-z]{0,6})?$/i,
  /^\d{1,3}(?:mg|mcg|g|kg|ml|l|mmhg|mm|cm|m|km|hrs?|h|mins?|days?|wks?|weeks?|mths?|months?|yrs?|years?|k|bn|p|pm|am|iu|units?)(?:[/-]\w{1,8})?$/i,
  /^\d{1,6}(?:mg|mcg|iu|ml|units|kcal|k|m|hrs|s|x)$/i,
  /^(?:SSCS|ESA|UC|PIP|DS|BI|CF|CRN|ET|N|C|D|EX|FL|HC|MG|FP|FW|MED|SMP|CG|NG|TA|QS|PH|PN|GMS|IR|P|MAT|B|A|HMR|CW|LAA)\d{1,4}[A-Z]{0,2}$/i, // a form or guideline
  /^covid-?\d{1,2}$/i,
  /^\d{4}s?$/,
  /^[a-z]{1,24}-\d{1,3}$/i,
  /^\d{1,3}(?:st|nd|rd|th)$/i,
]; // prettier-ignore

function ordinary(token: string): boolean {
  return ORDINARY.some((shape) => shape.test(token));
}
