/** Ways in which a number or an address is hidden from a plain pattern, on purpose or by a phone's keyboard. */
type Disguise = { name: string; hide: (plain: string) => string };

const digits = (zero: number) => (plain: string) =>
  plain.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
const between = (mark: string) => (plain: string) => [...plain].join(mark);
const spaced = (mark: string) => (plain: string) => plain.replaceAll(/(?<=\w)(?=\w)/g, mark);
const compact = (plain: string) => plain.replaceAll(' ', '');
const WORDS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** Disguises that leave letters as they are, for every kind. */
export const FOR_ALL: readonly Disguise[] = [
  { name: 'as it is', hide: (plain) => plain },
  { name: 'without spaces', hide: compact },
  {
    name: 'full-width',
    hide: (plain) => plain.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0)),
  },
  { name: 'full-width digits', hide: digits(0xff10) },
  { name: 'Arabic-Indic digits', hide: digits(0x660) },
  { name: 'extended Arabic digits', hide: digits(0x6f0) },
  { name: 'Devanagari digits', hide: digits(0x966) },
  { name: 'Bengali digits', hide: digits(0x9e6) },
  { name: 'Gurmukhi digits', hide: digits(0xa66) },
  { name: 'Tamil digits', hide: digits(0xbe6) },
  { name: 'Thai digits', hide: digits(0xe50) },
  { name: 'N’Ko digits', hide: digits(0x7c0) },
  { name: 'Adlam digits', hide: digits(0x1e950) },
  { name: 'mathematical bold digits', hide: digits(0x1d7ce) },
  { name: 'mathematical double-struck digits', hide: digits(0x1d7d8) },
  { name: 'mathematical sans-serif digits', hide: digits(0x1d7e2) },
  { name: 'mathematical mono digits', hide: digits(0x1d7f6) },
  { name: 'segmented digits', hide: digits(0x1fbf0) },
  {
    name: 'superscript',
    hide: (plain) => plain.replace(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)] ?? digit),
  },
  {
    name: 'subscript',
    hide: (plain) => plain.replace(/\d/g, (digit) => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)] ?? digit),
  },
  { name: 'circled', hide: (plain) => plain.replace(/\d/g, (digit) => '⓪①②③④⑤⑥⑦⑧⑨'[Number(digit)] ?? digit) },
  { name: 'keycap emoji', hide: (plain) => plain.replace(/\d/g, (digit) => `${digit}\ufe0f\u20e3`) },
  { name: 'zero-width spaces', hide: between('\u200b') },
  { name: 'zero-width joiners', hide: between('\u200d') },
  { name: 'word joiners', hide: between('\u2060') },
  { name: 'soft hyphens', hide: between('\u00ad') },
  { name: 'byte-order marks', hide: between('\ufeff') },
  { name: 'left-to-right marks', hide: between('\u200e') },
  { name: 'an override', hide: (plain) => `\u202e${plain}\u202c` },
  { name: 'isolates', hide: (plain) => `\u2066${plain}\u2069` },
  { name: 'combining accents', hide: between('\u0301') },
  { name: 'variation selectors', hide: between('\ufe0e') },
  { name: 'invisible times', hide: between('\u2062') },
  {
    name: 'tag characters',
    hide: (plain) => plain.replace(/[!-~]/g, (char) => String.fromCodePoint(char.charCodeAt(0) + 0xe0000)),
  },
  { name: 'HTML entities', hide: (plain) => plain.replace(/\d/g, (digit) => `&#${digit.charCodeAt(0)};`) },
  {
    name: 'HTML hex entities',
    hide: (plain) => plain.replace(/\d/g, (digit) => `&#x${digit.charCodeAt(0).toString(16)};`),
  },
  {
    name: 'percent encoding',
    hide: (plain) => plain.replace(/\d/g, (digit) => `%${digit.charCodeAt(0).toString(16)}`),
  },
  { name: 'bold', hide: (plain) => `*${plain}*` },
  { name: 'code', hide: (plain) => `\`${plain}\`` },
  { name: 'struck out', hide: (plain) => `~${plain}~` },
  { name: 'underlined', hide: (plain) => `_${plain}_` },
  { name: 'HTML tags', hide: (plain) => `<b>${plain}</b>` },
  { name: 'brackets', hide: (plain) => `(${plain})` },
  { name: 'quotes', hide: (plain) => `“${plain}”` },
  { name: 'lower case', hide: (plain) => plain.toLowerCase() },
  { name: 'capitals', hide: (plain) => plain.toUpperCase() },
  { name: 'no-break spaces', hide: (plain) => plain.replaceAll(' ', '\u00a0') },
  { name: 'thin spaces', hide: (plain) => plain.replaceAll(' ', '\u2009') },
  { name: 'figure spaces', hide: (plain) => plain.replaceAll(' ', '\u2007') },
  { name: 'ideographic spaces', hide: (plain) => plain.replaceAll(' ', '\u3000') },
  { name: 'a word before', hide: (plain) => `that is ${plain}` },
  { name: 'a new line before and after', hide: (plain) => `\n${plain}\n` },
  { name: 'a slash before', hide: (plain) => `ring/post / ${plain}` },
];

/** More disguises, for what is made of digits. */
export const FOR_NUMBERS: readonly Disguise[] = [
  { name: 'dashes', hide: (plain) => plain.replaceAll(' ', '-') },
  { name: 'dots', hide: (plain) => plain.replaceAll(' ', '.') },
  { name: 'slashes', hide: (plain) => plain.replaceAll(' ', '/') },
  { name: 'commas', hide: (plain) => plain.replaceAll(' ', ', ') },
  { name: 'en dashes', hide: (plain) => plain.replaceAll(' ', '–') },
  { name: 'minus signs', hide: (plain) => plain.replaceAll(' ', '−') },
  { name: 'new lines', hide: (plain) => plain.replaceAll(' ', '\n') },
  { name: 'each digit apart', hide: (plain) => spaced(' ')(compact(plain)) },
  { name: 'each digit dotted', hide: (plain) => spaced('.')(compact(plain)) },
  { name: 'l for 1', hide: (plain) => plain.replaceAll('1', 'l') },
  { name: 'O for 0', hide: (plain) => plain.replaceAll('0', 'O') },
  { name: 'Cyrillic О for 0', hide: (plain) => plain.replaceAll('0', 'О') },
  {
    name: 'number words',
    hide: (plain) => compact(plain).replace(/\d/g, (digit) => ` ${WORDS[Number(digit)] ?? ''}`),
  },
  { name: 'stars between', hide: (plain) => plain.replaceAll(' ', '**') },
];
