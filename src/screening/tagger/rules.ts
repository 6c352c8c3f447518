import { realArea } from '../shapes/postcodes.js';
import { COUNT } from './tagger.js';
import { SHAPE, type Token } from './tokens.js';
import { BITS } from './words.js';

/** The words of a text and how likely each label is at each. */
export type Reading = { tokens: Token[]; likely: Float64Array };

/** The place of the label for names. */
export const NAME = 1;
/** Below this likelihood a word is not even asked about. */
export const DOUBT = 0.08;

const LISTED = BITS.given | BITS.family | BITS.people;
const OTHER =
  BITS.places |
  BITS.peoples |
  BITS.months |
  BITS.medical |
  BITS.orgs |
  BITS.streets |
  BITS.orgwords |
  BITS.jobs |
  BITS.kin |
  BITS.titles;

/** How likely a label is at a token. */
export const at = ({ likely }: Reading, index: number, label: number): number =>
  likely[index * COUNT + label] ?? 0;
const atLeast = ({ likely }: Reading, index: number, value: number): void => {
  likely[index * COUNT + NAME] = Math.max(likely[index * COUNT + NAME] ?? 0, value);
};

/** Whether a word begins with a capital. */
export const capital = (token: Token | undefined): boolean =>
  token !== undefined &&
  (token.shape === SHAPE.title || token.shape === SHAPE.upper || token.shape === SHAPE.letter);
const plainName = (token: Token | undefined): boolean =>
  token !== undefined &&
  token.shape < SHAPE.digits &&
  Boolean(token.known & LISTED) &&
  !(token.known & 7) &&
  !(token.known & OTHER) &&
  !token.phrase;

const TITLE = /^(?:mr|mrs|ms|miss|mx|messrs|prof|rev|cllr|dr|sgt|pc|dc|judge|nurse|auntie|aunty)$/;
const NOT_AFTER_TITLE =
  /^(?:justice|speaker|president|x|y|z|a|b|c|v|and|or|who|says?|said|is|was|has|letter|appt|appointment|writes?|wrote|told|asked|in|on|at|to|for|of|the|her|his|will|practitioner|line|manager|surgery)$/;

/** What rules know better than the tagger: a word after a title or an initial, and plain names in capitals. */
export function raise(reading: Reading): void {
  const { tokens } = reading;
  tokens.forEach((token, index) => {
    if (token.shape >= SHAPE.digits) return;
    if (token.known & BITS.titles && TITLE.test(token.plain)) titled(reading, index);
    if (token.shape === SHAPE.letter) initials(reading, index);
    const long = token.plain.length - (token.first ? 1 : 0);
    if (plainName(token) && token.known & BITS.known) {
      if (token.shape === SHAPE.lower && long > 3) atLeast(reading, index, 0.35);
      if (token.shape === SHAPE.title && long > 2) atLeast(reading, index, 0.45);
    }
    if (token.shape !== SHAPE.title) return;
    const before = tokens[index - 1];
    // "wife Peg", "keyworker Lyndon": who it is comes first, then the name.
    if (
      before &&
      before.known & (BITS.kin | BITS.jobs) &&
      before.shape === SHAPE.lower &&
      !(token.known & OTHER) &&
      !token.phrase &&
      (token.known & 7) !== 1
    )
      atLeast(reading, index, 0.5);
    afterInitial(reading, index);
  });
}

/** "R. Venkataraman": an initial right before a word in capitals that is a name or no word. */
function afterInitial(reading: Reading, index: number): void {
  const { tokens } = reading;
  const token = tokens[index] as Token;
  const mark = tokens[index - 1];
  const dot = mark?.plain === '.' && mark.end === mark.start + 1;
  const initial = dot ? tokens[index - 2] : mark;
  if (initial?.shape !== SHAPE.letter || !/[^aix]/.test(initial.plain) || token.phrase) return;
  const like = token.known & LISTED || !(token.known & 7);
  if (!like || token.known & OTHER & ~BITS.places || !(dot || at(reading, index, NAME) > 0.2)) return;
  atLeast(reading, index, 0.6);
  atLeast(reading, dot ? index - 2 : index - 1, 0.6);
}

/** "M.A. agrees": two capitals with dots that stand for nothing else. */
function initials({ tokens, likely }: Reading, index: number): void {
  const [one, dot, two, end] = tokens.slice(index, index + 4);
  if (one?.shape !== SHAPE.letter || two?.shape !== SHAPE.letter || dot?.plain !== '.' || end?.plain !== '.')
    return;
  if (two.start !== one.end + 1 || end.start !== two.end || tokens[index + 4]?.start === end.end) return;
  if (tokens[index - 1]?.plain === '.' && tokens[index - 1]?.end === one.start) return;
  if (
    /^(?:us|uk|ni|am|pm|ie|eg|po|ba|ma|gp|bc|ad|eu|un|nb|ps|pp|qc|kc|hr|id|ot|pt)$/.test(
      one.plain + two.plain,
    ) &&
    !/^(?:ma|ba|hr|ot|pt)$/.test(one.plain + two.plain)
  )
    return;
  for (const each of [index, index + 2])
    likely[each * COUNT + NAME] = Math.max(at({ tokens, likely }, each, NAME), 0.5);
}

function titled(reading: Reading, index: number): void {
  const { tokens } = reading;
  let next = index + 1;
  if (tokens[next]?.plain === '.') next += 1;
  const letters: number[] = [];
  while (
    letters.length < 3 &&
    tokens[next]?.shape === SHAPE.letter &&
    (tokens[next + 1]?.plain === '.' || capital(tokens[next + 1]))
  ) {
    letters.push(next);
    next += tokens[next + 1]?.plain === '.' ? 2 : 1;
  }
  const name = tokens[next];
  if (!name || name.shape >= SHAPE.digits || NOT_AFTER_TITLE.test(name.plain) || name.plain.length < 2)
    return;
  const like = capital(name) || !(name.known & 7) || Boolean(name.known & BITS.known && (name.known & 7) > 1);
  if (
    !like ||
    (name.shape === SHAPE.lower && name.known & 7 && !/^(?:mr|mrs|ms|miss)$/.test(tokens[index]?.plain ?? ''))
  )
    return;
  for (const each of [...letters, next]) atLeast(reading, each, 0.9);
}

/** Where a name is no person's: case law, laws and eponyms, and known phrases. */
export function lower(reading: Reading): void {
  const { tokens, likely } = reading;
  tokens.forEach((token, index) => {
    if (token.shape > SHAPE.letter) return;
    if (at(reading, index, NAME) < DOUBT && token.plain !== 'v' && token.plain !== 'vs') return;
    if (token.phrase) likely[index * COUNT + NAME] = at(reading, index, NAME) * 0.2;
    if (token.known & BITS.titles && /^(?:mr|mrs|ms|miss|mx|messrs|dr|prof|sgt|pc|dc)$/.test(token.plain))
      likely[index * COUNT + NAME] = 0;
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
        /[£$€'’=→#.]$|\b(?:hb|sats|hr|bp|bpm|spo2|score|ward|room|bed|reg|regs|section|s|page|weight|at|to|is full|of|wait|temp|bm|egfr|urea|scored?|about|least|most|over|under|minus|plus|than|for|after|every|in|nearly|last|next|past|the) ?[:.]? $/i.test(
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

/** A word that was a name once in this text is one again, unless it is an ordinary word without a capital. */
export function echo(reading: Reading): void {
  const { tokens } = reading;
  const names = new Map<string, number>();
  tokens.forEach((token, index) => {
    const likely = at(reading, index, NAME);
    if (likely >= 0.5 && token.plain.length > 2 && token.shape < SHAPE.letter)
      names.set(token.plain, Math.max(likely, names.get(token.plain) ?? 0));
  });
  if (names.size === 0) return;
  tokens.forEach((token, index) => {
    const before = names.get(token.plain);
    if (before === undefined || token.phrase || at(reading, index, NAME) >= 0.3) return;
    const word = (token.known & 7) > 0 && (token.known & 7) < 4;
    if (!word || (capital(token) && !token.first && !(token.known & OTHER))) atLeast(reading, index, 0.35);
    else if (capital(token) && before >= 0.7) atLeast(reading, index, 0.2);
  });
}
