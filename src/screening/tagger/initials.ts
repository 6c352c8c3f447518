import { at, atLeast, LISTED, NAME, OTHER, type Reading } from './reading.js';
import { COUNT } from './tagger.js';
import { SHAPE, type Token } from './tokens.js';
import { BITS } from './words.js';

/** What rules know of single letters: which are somebody's, and which only stand for a word. */
export function initials(reading: Reading, index: number): void {
  const { plain } = reading.tokens[index] as Token;
  if (plain.length === 1) {
    dotted(reading, index);
    beside(reading, index);
  }
  afterInitial(reading, index);
}

/** "R. Venkataraman": an initial right before a word in capitals that is a name or no word. */
function afterInitial(reading: Reading, index: number): void {
  const { tokens } = reading;
  const token = tokens[index] as Token;
  if (token.shape !== SHAPE.title) return;
  const mark = tokens[index - 1];
  const dot = mark?.plain === '.' && mark.end === mark.start + 1;
  const letter = dot ? tokens[index - 2] : mark;
  if (letter?.shape !== SHAPE.letter || !/[^aix]/.test(letter.plain) || token.phrase) return;
  if ((token.known & 7) === 1 && !(token.known & BITS.known)) return;
  const like = token.known & LISTED || !(token.known & 7);
  if (!like || token.known & OTHER & ~BITS.places || !(dot || at(reading, index, NAME) > 0.2)) return;
  atLeast(reading, index, 0.6);
  atLeast(reading, dot ? index - 2 : index - 1, 0.6);
}

const SHORT = /^(?:us|uk|ni|am|pm|ie|eg|po|gp|bc|ad|eu|un|nb|ps|pp|qc|kc|id|nk|hx|rx|dx|tx|sx|no|do|ob)$/;
/** What somebody does: after two letters or a name and a letter it tells that they are a person. */
const DOES =
  /^(?:is|was|has|had|says|said|wants|needs|attended|lives|came|rang|asked|would|disclosed|reports|presented|feels)$/;

/** "M.A. agrees", "s.k is 34": two letters with dots that stand for nothing else. */
function dotted({ tokens, likely }: Reading, index: number): void {
  if (tokens[index + 1]?.plain !== '.') return;
  const [one, dot, two, end, verb] = tokens.slice(index, index + 5);
  if (one?.plain.length !== 1 || two?.plain.length !== 1 || two.shape >= SHAPE.digits || dot?.plain !== '.')
    return;
  if (two.start !== one.end + 1) return;
  const own = (each: number, value: number) => {
    likely[each * COUNT + NAME] = value;
  };
  if (SHORT.test(one.plain + two.plain)) {
    own(index, 0);
    own(index + 2, 0);
    return;
  }
  const before = tokens[index - 1];
  if (before?.plain === '.' && before.end === one.start) return;
  const stopped = end?.plain === '.' && end.start === two.end;
  const told = DOES.test((stopped ? verb : end)?.plain ?? '');
  if (
    !told &&
    !(stopped && one.shape === SHAPE.letter && two.shape === SHAPE.letter && verb?.start !== end.end)
  )
    return;
  for (const each of [index, index + 2])
    own(each, Math.max(at({ tokens, likely }, each, NAME), told ? 0.7 : 0.5));
}

/** Letters that stand for a word when they stand alone: a, with, you, and, are, versus, a kiss. */
const WORDS = /[aceinruvwxy]/;

/** "agnieszka k, damp", "Tracey M." and "pt j okonkwo": a letter beside a name that is written in the same way. */
function beside(reading: Reading, index: number): void {
  const { tokens } = reading;
  const letter = tokens[index] as Token;
  const like = letter.shape === SHAPE.lower ? SHAPE.lower : SHAPE.title;
  const named = (near: Token | undefined, place: number) =>
    near?.shape === like && near.plain.length > 2 && at(reading, place, NAME) >= 0.5;
  const before = tokens[index - 1];
  const after = tokens[index + 1];
  const adjoins = after?.start === letter.end + 1 && (after.known & 7) === 0;
  const starts = like === SHAPE.lower && adjoins && !WORDS.test(letter.plain) && named(after, index + 1);
  const closed = !after || /^[,.;:!?)]/.test(after.plain) || DOES.test(after.plain);
  const follows = letter.start === (before?.end ?? 0) + 1 && !before?.owner && !/[ivx]/.test(letter.plain);
  if (starts || (follows && closed && named(before, index - 1))) atLeast(reading, index, 0.5);
}

/** Whether a capital by itself can be somebody's: it stands beside a name or a stop, and sorts nothing ("sling M"). */
export function initial({ tokens, likely }: Reading, index: number): boolean {
  const before = tokens[index - 1];
  const letter = tokens[index] as Token;
  if (before && SORTED.test(before.plain)) return false;
  const after = tokens[index + 1];
  if (after?.plain === '.' && tokens[index + 2]?.start === after.end && (tokens[index + 2]?.digits ?? false))
    return false;
  if (before?.plain === '&' && before.end === letter.start) return false; // "M&S"
  const named = (near: number) => (likely[near * COUNT + NAME] ?? 0) >= 0.3;
  return (
    after?.plain === '.' ||
    before?.plain === '.' ||
    named(index - 1) ||
    named(index + 1) ||
    ((before?.known ?? 0) & (BITS.titles | BITS.kin | BITS.jobs)) > 0
  );
}

const SORTED =
  /^(?:size|part|section|sling|group|type|hep|hepatitis|vit|vitamin|ward|bed|bay|class|category|grade|patient|pt|client|room|block|unit|schedule|form|stage|level|band|plan|figure|table|appendix|annex|option|box|question|score|factor|strep|influenza|weber)$/;
