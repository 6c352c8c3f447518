import { each, type Found } from './found.js';

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const WORD_DAY =
  '(?:(?:twenty|thirty)[ -])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth';
const WORD_YEAR =
  '(?:nineteen|twenty)[ -](?:oh[ -])?[a-z]{3,9}(?:[ -][a-z]{3,5})?|two thousand(?: and [a-z]{3,9}(?:[ -][a-z]{3,5})?)?';
const YEAR = `(?:(?:19|20)\\d{2}|['’]\\d{2}|\\d{2}(?![\\d:.%]|st\\b|nd\\b|rd\\b|th\\b| ?(?:am|pm|weeks|wks|days|yrs|years|hrs|mins|mg))|${WORD_YEAR})`;
const DAY = '(?:0?[1-9]|[12]\\d|3[01])';
const DAY_MONTH = new RegExp(
  `(?<![\\w£./:])(?:(${DAY})(st|nd|rd|th)?|(${WORD_DAY}))[ .,\\-/]{0,2}(?:(?:day )?of )?(${MONTH})\\b\\.?(?:[ ,./\\-]{1,2}(${YEAR})\\b)?`,
  'gi',
);
const MONTH_DAY = new RegExp(
  `(?<![\\w])(${MONTH})\\.?[ ,\\-/]{0,2}(?:the )?(?:(${DAY})(st|nd|rd|th)?(?![\\d:%]|[.]\\d| ?(?:am|pm|weeks?|wks?|days?|yrs?|years?|hrs?|hours?|mins?|mg|ml|months?|times|x|stone|kg|of us|people)\\b)|(${WORD_DAY})\\b)(?:[ ,./\\-]{1,2}(${YEAR})\\b)?`,
  'gi',
);
const NUMERIC =
  /(?<![\d£/.:\-v])(0?[1-9]|[12]\d|3[01]) ?([/.-]) ?(0?[1-9]|1[0-2]) ?\2 ?((?:19|20)?\d{2})(?![\d/]|[.-]\d|:)/g;
const ISO = /(?<!\d)(?:19|20)\d{2}([-/.])(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])(?!\d)/g;
const SHORT =
  /(?<![\w£/.,:\-+])(0?[1-9]|[12]\d|3[01])([/.])(0?[1-9]|1[0-2])(?![\d/%:]|[.]\d|[a-z£]| ?(?:hrs?|hours?|weeks?|wks?|months?|mths?|days?|mmhg|mg|mcg|ml|kg|stone|%|am|pm|yrs?|years?|of (?:a|the)|times|x|pain|strength|miles|metres|cm|mm|degrees|units|score)\b)/gi;
const CLOSE =
  /\b(?:on|by|from|since|till?|until|to|dated?|hearing|listed|due|exp(?:ires|ired|iry|s)?|ends?|ended|start(?:s|ed|ing)?|letter|of|released|court|before|after|review|edd|appt|appointment|issued?|born|died|served|arrived|sent|signed|went|was|is|left|moved|effect|deadline|trial|tribunal|panel|conference|conf|mon|tues?|weds?|wednesday|thu(?:rs)?|fri|sat|sun|monday|tuesday|thursday|friday|saturday|sunday|between|and|heating|visa|cut|got|applied|mags|the|into|broken|notice|admitted|discharged|delivered|seen|booked|decision)\b['’s]{0,2}[ :,(]{1,3}$/i;
const BIRTH =
  /(?:\b(?:d\.? ?o\.? ?b|date of birth|born(?: on| in)?|birth(?:day|date)?s?|b|b'?day|dated of birth|d\/o\/b)\b)[ .,:;(='"-]{0,5}(?:is |was |on |given |[a-z]{2,9}, )?(?:[a-z]{2,6} )?$/i;

/** Dates of birth, and other dates with a day and a month. Months, weekdays and gestations ("34+5") pass. */
export function dates(text: string): Found[] {
  if (!/\d/.test(text) && !new RegExp(`\\b${MONTH}\\b`, 'i').test(text)) return [];
  return [...spelt(text), ...numeric(text)];
}

const LEGAL =
  /(?<![\w'’])(?:s|ss|sec(?:tion)?|reg(?:ulation)?|para(?:graph)?|rule|art(?:icle)?|part|sch(?:edule)?|step|band|stage|grade|class|page|p|item|point|question|q|form|phase|level|tier|group|option|bed|ward|room|clause|chapter|type)s?\.? ?$/i;
const MAY_VERB =
  /^ (?:be|not|have|has|well|also|only|need|help|apply|include|require|mean|still|just|or|never|take|want|get|go|come|give|do|cause|lead|affect|now|even|say|i|we|she|he|they|you|it|make|result|help)\b/i;

function spelt(text: string): Found[] {
  const dayMonth = each(text, DAY_MONTH, 'date', (match, before, after) => {
    const [, number, ordinal, , month = '', year] = match;
    if (LEGAL.test(before)) return null;
    // "2 may be", "march" and "mar" are words too, and only an ordinal, a year or a cue tells.
    if (
      /^may$/i.test(month) &&
      number &&
      !ordinal &&
      !year &&
      !match[0].endsWith('.') &&
      MAY_VERB.test(after)
    )
      return null;
    if (/^(?:mar|sep|march|may)$/.test(month) && number && !ordinal && !year && !CLOSE.test(before)) {
      if (/^ ?[a-z]/.test(after) && !match[0].endsWith('.') && month !== 'sep') return null;
    }
    return birth(before, after, year);
  });
  const monthDay = each(text, MONTH_DAY, 'date', (match, before, after) => {
    if (match[0].startsWith('may the ')) return null;
    const [, month = '', number, ordinal, , year] = match;
    if (
      /^(?:may|march|mar)$/.test(month) &&
      number &&
      !ordinal &&
      !year &&
      /^ [a-z]/.test(after) &&
      !CLOSE.test(before)
    )
      return null;
    return birth(before, after, year);
  });
  return [...dayMonth, ...monthDay];
}

function numeric(text: string): Found[] {
  const full = each(text, NUMERIC, 'date', (match, before, after) => {
    if (/\b(?:v|version|para|section|rule|clause|cpr|policy|code)\.? ?$/i.test(before)) return null;
    if (match[2] === '-' && /^[ ,;]{1,3}(?:a\/?c|acc|roll)?[ .]{0,2}\d{8}\b/i.test(after)) return null; // a sort code
    return birth(before, after, match[4]);
  });
  const iso = each(text, ISO, 'date', (match, before, after) => birth(before, after, match[0].slice(0, 4)));
  const short = each(text, SHORT, 'date', (match, before) => {
    const [whole, day = '', mark, month = ''] = match;
    const born = BIRTH.test(before);
    if (born) return { kind: 'date-of-birth', confidence: 'likely' };
    if (mark === '.')
      return CLOSE.test(before) &&
        month.length >= 1 &&
        /^(?:hearing|on|by|since|from|dated|until|edd|due)$/i.test(
          (/(\w{1,20})['’s]{0,2}[ :,(]{1,3}$/.exec(before) ?? [])[1] ?? '',
        ) &&
        !/^\d\.\d$/.test(whole)
        ? 'likely'
        : null;
    if (day.startsWith('0') || month.startsWith('0')) return 'likely';
    if (/\b(?:hads|bipap|cpap|score|phq|gad|moca|berg|gcs|bp)[: ]{1,2}$/i.test(before)) return null;
    if (/^(?:52|12|7|10)$/.test(month) && Number(day) <= 11 && !CLOSE.test(before)) return null;
    if (/\b(?:24|9)$/.test(day) && month === '7') return null;
    return CLOSE.test(before) && !/\b(?:is|was|score[ds]?|pain|mood)[ :]{1,2}$/i.test(before)
      ? 'likely'
      : Number(day) > 12 && month !== '7' && month !== '10'
        ? 'likely'
        : null;
  });
  return [...full, ...iso, ...short];
}

function birth(
  before: string,
  after: string,
  year: string | undefined,
): { kind: 'date' | 'date-of-birth'; confidence: 'certain' | 'likely' } {
  const long =
    year && year.length === 4
      ? Number(year)
      : year && /^\d{2}$/.test(year)
        ? 1900 + Number(year) + (Number(year) < 30 ? 100 : 0)
        : Number.NaN;
  const cue = BIRTH.test(before) || /^[ ,)]{0,3}\(?(?:dob|d\.o\.b|date of birth)\b/i.test(after);
  if (cue) return { kind: 'date-of-birth', confidence: 'certain' };
  // Nobody writes a day thirty years back to an adviser unless someone was born on it.
  return long <= 2007
    ? { kind: 'date-of-birth', confidence: 'likely' }
    : { kind: 'date', confidence: 'certain' };
}
