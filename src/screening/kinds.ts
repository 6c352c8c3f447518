/** What the screen can find. A kind is all that is ever recorded of a finding: never the value. */
export type Kind =
  | 'name'
  | 'nhs-number'
  | 'ni-number'
  | 'date-of-birth'
  | 'date'
  | 'age'
  | 'postcode'
  | 'postcode-area'
  | 'address'
  | 'phone'
  | 'email'
  | 'hospital-number'
  | 'case-reference'
  | 'organisation'
  | 'vehicle'
  | 'bank'
  | 'passport'
  | 'home-office'
  | 'universal-credit'
  | 'web-address'
  | 'ip-address'
  | 'driving-licence'
  | 'reference';

export type Confidence = 'certain' | 'likely' | 'possible';

/** A stretch of the text that could identify someone. Offsets are UTF-16 units of the text as typed. */
export type Finding = { kind: Kind; start: number; end: number; confidence: Confidence; why: string };

type Words = { label: string; why: string };

const WORDS: Record<Kind, Words> = {
  name: { label: 'name', why: 'This reads like the name of a person.' },
  'nhs-number': { label: 'NHS number', why: 'Ten digits like an NHS, CHI or H&C number, which belongs to one person.' },
  'ni-number': { label: 'National Insurance number', why: 'The shape of a National Insurance number, which belongs to one person.' },
  'date-of-birth': { label: 'date of birth', why: 'A date of birth helps to pick one person out. An age is enough.' },
  date: { label: 'exact date', why: 'A day and a month can be matched to a record. The month is usually enough.' },
  age: { label: 'age of 90 or over', why: 'So few people are 90 or over that the age can point to one of them.' },
  postcode: { label: 'postcode', why: 'A full postcode covers about fifteen homes.' },
  'postcode-area': { label: 'part of a postcode', why: 'The first half of a postcode narrows down where someone lives.' },
  address: { label: 'address', why: 'This reads like a street or a home address.' },
  phone: { label: 'phone number', why: 'A phone number reaches one person or household.' },
  email: { label: 'e-mail address', why: 'An e-mail address belongs to one person or a small team.' },
  'hospital-number': { label: 'hospital number', why: 'This reads like a hospital or patient record number.' },
  'case-reference': { label: 'case reference', why: 'A case, claim, tenancy or account reference leads to one person’s file.' },
  organisation: { label: 'small organisation', why: 'A small employer, school, practice or home can point to the person.' },
  vehicle: { label: 'vehicle registration', why: 'A registration plate leads to the keeper of the vehicle.' },
  bank: { label: 'bank or card number', why: 'This reads like a sort code, account or card number.' },
  passport: { label: 'passport number', why: 'This reads like a passport number.' },
  'home-office': { label: 'Home Office reference', why: 'This reads like a Home Office, visa or residence permit reference.' },
  'universal-credit': { label: 'Universal Credit reference', why: 'This reads like a Universal Credit journal or claim number.' },
  'web-address': { label: 'web address or user name', why: 'A page or user name can lead to one person.' },
  'ip-address': { label: 'internet address', why: 'An internet address can be traced to a household or a ward.' },
  'driving-licence': { label: 'driving licence number', why: 'A driver number contains a surname and a date of birth.' },
  reference: { label: 'reference number', why: 'This looks like a number that belongs to one person or file.' },
}; // prettier-ignore

const HARD: ReadonlySet<Kind> = new Set([
  'nhs-number',
  'ni-number',
  'phone',
  'email',
  'date-of-birth',
  'postcode',
]);

/** Whether a finding of this kind must be replaced or edited and can never be kept as it is. */
export const isHard = (kind: Kind): boolean => HARD.has(kind);

/** The name of a kind for people, without an article: "NHS number", "phone number". */
export const label = (kind: Kind): string => WORDS[kind].label;

/** A sentence on why this kind is stopped. It never repeats what was found. */
export const why = (kind: Kind): string => WORDS[kind].why;
