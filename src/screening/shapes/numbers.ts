import { digitsOf, each, type Found } from './found.js';

const SEP = '[ .,\\-_/|\\n()]{0,3}';
const TEN = new RegExp(`(?<![\\d£$€])\\d(?:${SEP}\\d){9}(?!\\d)`, 'g');
const HEALTH =
  /\b(?:n\.?h\.?s|chi|h ?& ?c|hcn|health (?:and|&) (?:social )?care|patient (?:no|number|id))\b[^\d]{0,24}$/i;
const OTHER_CUE =
  /\b(?:claim|ref(?:erence)?|acc(?:oun)?t|a\/c|invoice|order|policy|customer|tel|mob(?:ile)?|phone|passport|case|crime|rio|mrn|hosp(?:ital)?|uan|licence|card|call(?:ing)?|text|ring)\b[^\d]{0,12}$/i;
/** How people write ten digits that are one number: together, 3-3-4 and its like, in pairs, or each apart. */
const GROUPS = /^(?:10|3\.3\.4|3\.4\.3|4\.3\.3|5\.5|6\.4|2\.2\.2\.2\.2|(?:1\.){9}1)$/;

/** NHS, CHI and H&C numbers: ten digits with a check digit. After a cue a mistyped one counts as well. */
export function healthNumbers(text: string): Found[] {
  return each(text, TEN, 'nhs-number', (match, before) => {
    const cue = HEALTH.test(before);
    const groups = (match[0].match(/\d{1,10}/g) ?? []).map((part) => part.length).join('.');
    const shape = groups === '3.3.4' ? 'usual' : GROUPS.test(groups) ? 'known' : 'odd';
    if (cue) return 'certain';
    if (OTHER_CUE.test(before)) return null;
    if (shape === 'usual') return 'likely';
    return shape === 'known' && checksOut(digitsOf(match[0])) ? 'likely' : null;
  });
}

/** Modulus 11 over the first nine digits, weights ten to two. */
function checksOut(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < 9; index += 1) sum += Number(digits[index]) * (10 - index);
  const check = (11 - (sum % 11)) % 11;
  return check < 10 && check === Number(digits[9]);
}

const DIAL = '[ .,\\-/()\\n]{0,3}';
const UK = new RegExp(
  `(?<![\\d£/.])(?:\\(?(?:\\+|\\b00) ?44\\)?${DIAL}(?:\\(?0\\)?${DIAL})?\\d|\\(?0\\d)(?:${DIAL}\\d){8,9}(?!\\d)`,
  'g',
);
const ABROAD = /(?<![\d+])(?:\+|\b00(?=[1-9]))[1-9]\d{0,3}(?:[ .\-/()]{0,3}\d){6,13}(?!\d)/g;
const MOBILE = /(?<![\d£/.-])7\d{3}[ .-]{0,2}\d{3}[ .-]{0,2}\d{3}(?!\d)/g;
const PHONE_CUE =
  /\b(?:tel(?:ephone)?|ph(?:one)?|mob(?:ile|y)?|landline|call|ring|text|whatsapp|contact|number|no|cell|fax|reach(?:able)?|sms)\b[^\d\n]{0,20}$/i;
const CUED = /(?<![\d£/.-])\d(?:[ .\-()]{0,2}\d){5,11}(?!\d)/g;
const STRONG_CUE =
  /\b(?:tel(?:ephone)?|phone|mob(?:ile|y)?|landline|whatsapp|fax|cell|call (?:her|him|them|me|back)|ring (?:her|him|them|me)|text (?:her|him|them|me)|(?:phone|contact|mobile) (?:no|number)|ext(?:ension)?)\b[^\d\n]{0,14}$/i;
/** Lines that belong to nobody: emergency and free national numbers, 03 numbers and the non-geographic help lines. */
const NATIONAL = /^(?:0?800|0?808|0?30[03]|0?34[45]|0?84[345]|0?87[012])/;
const NOT_PHONE =
  /\b(?:nhs|ref(?:erence)?|claim|acc(?:oun)?t|a\/c|sort|hosp(?:ital)?|rio|mrn|passport|uc|journal|case|invoice|order|snomed|isbn|uan|id)\b[^\d\n]{0,12}$/i;

/** UK and foreign phone numbers however they are spaced, and mistyped ones after a cue. National help lines pass. */
export function phones(text: string): Found[] {
  const uk = each(text, UK, 'phone', (match, before) => {
    const digits = digitsOf(match[0]).replace(/^(?:00)?440?(?=\d{9,10}$)/, '0');
    if (NATIONAL.test(digits) || !/^0[1-35789]/.test(digits)) return null;
    return NOT_PHONE.test(before)
      ? null
      : PHONE_CUE.test(before) || digits.startsWith('07')
        ? 'certain'
        : 'likely';
  });
  const abroad = each(text, ABROAD, 'phone', (match) => {
    const digits = digitsOf(match[0]).length;
    return digits >= 8 && digits <= 15 ? 'likely' : null;
  });
  const mobile = each(text, MOBILE, 'phone', (_, before) => (PHONE_CUE.test(before) ? 'likely' : null));
  const cued = each(text, CUED, 'phone', (match, before) => {
    const digits = digitsOf(match[0]);
    return STRONG_CUE.test(before) && !NATIONAL.test(digits) && !/^(?:116|111|999|101|105)/.test(digits)
      ? 'likely'
      : null;
  });
  return [...uk, ...abroad, ...mobile, ...cued];
}

const SORT = /(?<![\d/£-])\d{2}[ -]\d{2}[ -]\d{2}(?![\d/-])/g;
const SORT_BARE = /\bsort ?(?:code)?[^\d\n]{0,12}(\d{6})(?!\d)/gi;
const BANK_CUE =
  /\b(?:sort|bank(?:ing|ed)?|acc(?:oun)?t|a\/c|ac|building soc(?:iety)?|card|cards|paid|pays|pay|dd|direct debit|statements?|access|money|savings|wages)\b[^\n]{0,40}$/i;
const ACCOUNT_AFTER =
  /^[ ,;:./()-]{0,4}(?:(?:and|&|a\/?c|acc(?:oun)?t|roll|no|number|no\.)[ .:]{0,3}){0,3}\d{4} ?\d{3,4}\b/i;
const ACCOUNT = /(?<![\d£/.-])\d{4} ?\d{3,4}(?![\d/-])/g;
const AFTER_SORT =
  /\d{2}[ -]?\d{2}[ -]?\d{2}[ ,;:./()-]{1,4}(?:(?:and|&|a\/?c|acc(?:oun)?t|roll|no|number|no\.)[ .:]{0,3}){0,3}$/i;
const ACCOUNT_CUE = /\b(?:a\/c|acc(?:oun)?t|roll|bank)(?: (?:no|number|num))?[.:# ]{0,3}$/i;
const CARD = /(?<!\d)\d(?:[ -]{0,2}\d){12,18}(?!\d)/g;
const IBAN = /\b[A-Z]{2}\d{2} ?(?:[A-Z]{4} ?)?(?:\d{4} ?){2,6}\d{1,4}\b/g;

/** Sort codes, account numbers, payment cards (Luhn) and IBANs. */
export function bankNumbers(text: string): Found[] {
  const sort = each(text, SORT, 'bank', (_, before, after) =>
    ACCOUNT_AFTER.test(after) ? 'certain' : BANK_CUE.test(before) ? 'likely' : null,
  );
  const bare = each(text, SORT_BARE, 'bank', (match) => ({ start: match.index + match[0].length - 6 }));
  const account = each(text, ACCOUNT, 'bank', (_, before) =>
    AFTER_SORT.test(before) ? 'certain' : ACCOUNT_CUE.test(before) ? 'likely' : null,
  );
  const card = each(text, CARD, 'bank', (match) => (luhn(digitsOf(match[0])) ? 'certain' : null));
  return [...sort, ...bare, ...account, ...card, ...each(text, IBAN, 'bank')];
}

/** The check every payment card passes. */
function luhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const twice = digit * 2;
    sum += index % 2 === 0 ? digit : twice > 9 ? twice - 9 : twice;
  }
  return sum % 10 === 0 && /[1-9]/.test(digits);
}
