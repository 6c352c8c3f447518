import { realArea } from '../shapes/postcodes.js';
import { at, capital, DOUBT, NAME, type Reading } from './reading.js';
import { COUNT } from './tagger.js';
import { SHAPE } from './tokens.js';
import { BITS } from './words.js';

/** Where a name is no person's: case law, laws and eponyms, and known phrases. */
export function lower(reading: Reading): void {
  const { tokens, likely } = reading;
  tokens.forEach((token, index) => {
    if (token.shape > SHAPE.letter) return;
    if (at(reading, index, NAME) < DOUBT && token.plain !== 'v' && token.plain !== 'vs') return;
    if (token.phrase) likely[index * COUNT + NAME] = at(reading, index, NAME) * 0.2;
    if (token.known & BITS.titles && /^(?:mr|mrs|ms|miss|mx|messrs|dr|prof|sgt|pc|dc)$/.test(token.plain))
      likely[index * COUNT + NAME] = 0;
    if (token.shape === SHAPE.letter && !initial(reading, index))
      likely[index * COUNT + NAME] = at(reading, index, NAME) * 0.2;
    // "Ward 9", "Art 8", "Sch 3"
    if (LABELLED.test(token.plain) && tokens[index + 1]?.shape === SHAPE.digits)
      likely[index * COUNT + NAME] = at(reading, index, NAME) * 0.1;
    // "St Mary's": a church, a school or a hospital, which the organisation rules judge.
    if (tokens[index - 1]?.plain === 'st' && tokens[index - 1]?.shape === SHAPE.title)
      likely[index * COUNT + NAME] = at(reading, index, NAME) * 0.3;
    if ((token.plain === 'v' || token.plain === 'vs') && token.shape === SHAPE.lower) versus(reading, index);
    const after = tokens[index + 1]?.plain ?? '';
    if (
      token.known & BITS.medical &&
      /^(?:disease|syndrome|score|sign|test|scale|reflex|splint|fracture|line|palsy|criteria|stage|lymphoma|breathing|contractions?|manoeuvre|position|chart|phenomenon|contracture|thyroiditis|index|risk|patients?|nurse|needle)$/.test(
        after,
      )
    ) {
      likely[index * COUNT + NAME] = at(reading, index, NAME) * 0.1;
    }
    if (/^(?:law|rule|act|syndrome|disease)$/.test(after) && token.owner)
      likely[index * COUNT + NAME] = at(reading, index, NAME) * 0.2;
  });
}

const UNITS =
  /^ ?(?:%|k\b|units?|quid|pounds|p\b|kg|mg|ml|mmhg|degrees|decibels|days?|weeks?|wks?|mins?|minutes|hours?|hrs?|per|a (?:week|month|day)|percent|beats|bpm|on air|points?|times|miles|metres|feet|ft|cm|x\b|pages|people|patients|calls|cases)/i;

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

const LABELLED =
  /^(?:ward|bay|bed|room|art|article|sch|schedule|part|reg|form|box|page|band|grade|unit|level|class)$/;
const SORTED =
  /^(?:size|part|section|sling|group|type|hep|hepatitis|vit|vitamin|ward|bed|bay|class|category|grade|patient|pt|client|room|block|unit|schedule|form|stage|level|band|plan|figure|table|appendix|annex|option|box|question|score|factor|strep|influenza|weber)$/;

/** Whether a capital by itself can be somebody's: it stands beside a name or a stop, and sorts nothing ("sling M"). */
function initial({ tokens, likely }: Reading, index: number): boolean {
  const before = tokens[index - 1];
  if (before && SORTED.test(before.plain)) return false;
  const after = tokens[index + 1];
  if (after?.plain === '.' && tokens[index + 2]?.start === after.end && (tokens[index + 2]?.digits ?? false))
    return false;
  const named = (near: number) => (likely[near * COUNT + NAME] ?? 0) >= 0.3;
  return (
    after?.plain === '.' ||
    before?.plain === '.' ||
    named(index - 1) ||
    named(index + 1) ||
    ((before?.known ?? 0) & (BITS.titles | BITS.kin | BITS.jobs)) > 0
  );
}
