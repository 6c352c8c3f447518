import { realArea } from '../shapes/postcodes.js';
import { initial } from './initials.js';
import { at, capital, DOUBT, LISTED, NAME, type Reading } from './reading.js';
import { COUNT } from './tagger.js';
import { SHAPE, type Token } from './tokens.js';
import { BITS } from './words.js';

/** Where a name is no person's: case law, laws and eponyms, known phrases and shorthand. */
export function lower(reading: Reading): void {
  const { tokens, likely } = reading;
  tokens.forEach((token, index) => {
    if (token.shape > SHAPE.letter) return;
    if ((token.plain === 'v' || token.plain === 'vs') && token.shape === SHAPE.lower) versus(reading, index);
    if (at(reading, index, NAME) < DOUBT) return;
    for (const rule of RULES)
      likely[index * COUNT + NAME] = at(reading, index, NAME) * rule(token, index, reading);
  });
}

/** How much of the likelihood of a name a rule leaves: all, 1, where it has nothing to say. */
type Rule = (token: Token, index: number, reading: Reading) => number;

const TITLES = /^(?:mr|mrs|ms|miss|mx|messrs|dr|prof|sgt|pc|dc)$/;
const CLINICAL =
  /^(?:disease|syndrome|score|sign|test|scale|reflex|splint|fracture|line|palsy|criteria|stage|lymphoma|breathing|contractions?|manoeuvre|position|chart|phenomenon|contracture|thyroiditis|index|risk|patients?|nurse|needle)$/;
const LABELLED =
  /^(?:ward|bay|bed|room|art|article|sch|schedule|part|reg|form|box|page|band|grade|unit|level|class)$/;
/** What is called after somebody: "the Norgan period", "an Istanbul Protocol report". */
const CALLED =
  /^(?:report|protocol|inquiry|enquiry|review|principles?|orders?|offer|schedule|criteria|guidelines?|bands?|period|test|ruling|exception|route|declaration|convention|regulations|classification|grading|scheme|grant|scale|staging|technique|procedure|dressing|tube|catheter|pump|act)$/;
const CALLED_AFTER = /^(?:the|a|an|under|per|of)$/;
const ON_A_DAY = /^(?:by|on|until|till|this|next|last|every|each|since|before|late|early|mid)$/;
/** A word at the beginning of a sentence that is an ordinary one must be surer than this ("Line rang out"). */
const FIRST_WORD = 0.35;

const RULES: readonly Rule[] = [
  ({ phrase }) => (phrase ? 0.2 : 1),
  ({ known, plain }) => (known & BITS.titles && TITLES.test(plain) ? 0 : 1),
  ({ shape }, index, reading) => (shape === SHAPE.letter && !initial(reading, index) ? 0.2 : 1),
  // "Ward 9", "Art 8", "Sch 3"
  ({ plain }, index, { tokens }) =>
    LABELLED.test(plain) && tokens[index + 1]?.shape === SHAPE.digits ? 0.1 : 1,
  // "St Mary's": a church, a school or a hospital, which the organisation rules judge.
  (_, index, { tokens }) =>
    tokens[index - 1]?.plain === 'st' && tokens[index - 1]?.shape === SHAPE.title ? 0.3 : 1,
  ({ known }, index, { tokens }) =>
    known & BITS.medical && CLINICAL.test(tokens[index + 1]?.plain ?? '') ? 0.1 : 1,
  ({ owner }, index, { tokens }) =>
    owner && /^(?:law|rule|act|syndrome|disease)$/.test(tokens[index + 1]?.plain ?? '') ? 0.2 : 1,
  // "Jimmy's have offered": a hospital or a charity is many.
  ({ owner }, index, { tokens }) =>
    owner && /^(?:have|say|are|were|do)$/.test(tokens[index + 1]?.plain ?? '') ? 0.3 : 1,
  (token, index, { tokens }) =>
    !token.owner &&
    capital(token) &&
    CALLED.test(tokens[index + 1]?.plain ?? '') &&
    CALLED_AFTER.test(tokens[index - 1]?.plain ?? '')
      ? 0.3
      : 1,
  // "R v Camden ex p Pereira"
  (_, index, { tokens }) =>
    tokens[index - 2]?.plain === 'ex' && /^p(?:arte)?$/.test(tokens[index - 1]?.plain ?? '') ? 0 : 1,
  ({ plain, shape }, index, { tokens }) =>
    plain === 'my' && shape === SHAPE.title && tokens[index + 1]?.shape === SHAPE.lower ? 0 : 1,
  ({ known, owner }, index, { tokens }) =>
    known & BITS.months && !owner && ON_A_DAY.test(tokens[index - 1]?.plain ?? '') ? 0.2 : 1,
  ({ plain, known }) => (plain.length > 1 && !(known & LISTED) && !/[aeiouyw]/.test(plain) ? 0.1 : 1),
  (token, index, reading) => (isShorthand(token, index, reading) ? 0.3 : 1),
  (token, index, reading) =>
    token.first &&
    token.shape === SHAPE.title &&
    (token.known & 7) > 0 &&
    (token.known & 7) < 4 &&
    !(token.known & BITS.given) &&
    !token.owner &&
    at(reading, index, NAME) < FIRST_WORD
      ? 0.4
      : 1,
];

/** "ORIF", "AMA": a few capitals by themselves. */
function isShorthand(token: Token, index: number, { tokens }: Reading): boolean {
  const before = tokens[index - 1];
  if (
    (before?.known ?? 0) & (BITS.titles | BITS.kin) ||
    /^(?:by|from|signed|thanks|ta|cheers)$/.test(before?.plain ?? '')
  )
    return false;
  if (token.shape !== SHAPE.upper || token.plain.length > 5 || token.known & BITS.known) return false;
  return ![before, tokens[index + 1]].some((near) => near?.shape === SHAPE.upper && near.known & LISTED);
}

const UNITS =
  /^ ?(?:%|k\b|units?|quid|pounds|p\b|kg|mg|ml|mmhg|degrees|decibels|days?|weeks?|wks?|mins?|minutes|hours?|hrs?|per|a (?:week|month|day)|percent|beats|bpm|on air|points?|times|miles|metres|feet|ft|cm|x\b|pages|people|patients|calls|cases)/i;

/** Forms and vitamins that are written like half postcodes. */
const FORMS = /^(?:sr1|cw1|b12|ta6|ta10|ds1500|en1|b6)$/;

/** Ages and half postcodes that the shapes rule out: a unit after the number, a district that does not exist. */
export function check(reading: Reading, text: string): void {
  reading.tokens.forEach((token, index) => {
    if (!token.digits) return;
    const age = index * COUNT + 5;
    // "Hyacinth Prosper, 92, lives" and "Beryl (94)".
    const mark = reading.tokens[index - 1]?.plain;
    const close = /^[,.;:)!?]/.test(text.slice(token.end, token.end + 1)) || token.end === text.length;
    if (
      (mark === ',' || mark === '(') &&
      close &&
      at(reading, index - 2, NAME) >= 0.5 &&
      token.shape === SHAPE.digits &&
      Number(token.plain) >= 90 &&
      Number(token.plain) < 116
    ) {
      reading.likely[age] = Math.max(reading.likely[age] ?? 0, 0.6);
    }
    if ((reading.likely[age] ?? 0) > 0.2) {
      const before = text.slice(Math.max(0, token.start - 14), token.start);
      const worn =
        UNITS.test(text.slice(token.end, token.end + 14)) ||
        /[£$€'’=→#.] ?$|\b(?:hb|sats|hr|bp|bpm|spo2|score|ward|room|bed|reg|regs|section|s|page|weight|at|to|is full|of|wait|temp|bm|egfr|urea|scored?|about|least|most|over|under|minus|plus|than|for|after|every|in|nearly|last|next|past|the) ?[:.]? $/i.test(
          before,
        );
      const told = /\b(?:aged?|he|she|is|he's|she's|man of|lady of|gent of|woman of)\b/i.test(before);
      if (worn && !told) reading.likely[age] = (reading.likely[age] ?? 0) * 0.3;
    }
    const area = index * COUNT + 4;
    if (
      FORMS.test(token.plain) &&
      !/\b(?:in|to|from|near|postcode) $/.test(text.slice(Math.max(0, token.start - 9), token.start))
    )
      reading.likely[area] = (reading.likely[area] ?? 0) * 0.3;
    if (
      (reading.likely[area] ?? 0) > 0.1 &&
      (!realArea(token.plain) || /^[spth]\d/.test(text.slice(token.start, token.start + 2)))
    )
      reading.likely[area] = 0;
  });
}

/** "Samuels v Birmingham": the parties of a decided case are public. */
function versus(reading: Reading, index: number): void {
  const { tokens, likely } = reading;
  if (!capital(tokens[index + 1])) return;
  for (const step of [-1, 1]) {
    for (let far = 1; far <= 3; far += 1) {
      const party = tokens[index + far * step];
      if (!party || !(capital(party) || /^[&()]$/.test(party.plain))) break;
      likely[(index + far * step) * COUNT + NAME] = 0;
    }
  }
}
