import { at, atLeast, capital, LISTED, NAME, OTHER, type Reading } from './reading.js';
import { initials } from './initials.js';
import { SHAPE, type Token } from './tokens.js';
import { BITS, marksOf } from './words.js';

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
    if (token.known & BITS.titles && TITLE.test(token.plain) && isTitle(reading, index))
      titled(reading, index);
    initials(reading, index);
    slipped(reading, index);
    listed(reading, index);
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
  });
}

/** "Slow release MR. Can" and "British with MS. No": capitals and a stop are no title in a text that is not in capitals. */
function isTitle({ tokens }: Reading, index: number): boolean {
  const { shape, plain } = tokens[index] as Token;
  const stopped = tokens[index + 1]?.plain === '.';
  return (
    shape !== SHAPE.upper || !stopped || !/^m[rs]$/.test(plain) || tokens[index + 2]?.shape === SHAPE.upper
  );
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
  if (
    !name ||
    name.shape >= SHAPE.digits ||
    name.known & BITS.closed ||
    NOT_AFTER_TITLE.test(name.plain) ||
    name.plain.length < 2
  )
    return;
  const like = capital(name) || !(name.known & 7) || Boolean(name.known & BITS.known && (name.known & 7) > 1);
  if (
    !like ||
    (name.shape === SHAPE.lower && name.known & 7 && !/^(?:mr|mrs|ms|miss)$/.test(tokens[index]?.plain ?? ''))
  )
    return;
  for (const each of [...letters, next]) atLeast(reading, each, 0.9);
}

/** "kyles dad": the apostrophe is left out, and who somebody is follows. */
function slipped(reading: Reading, index: number): void {
  const { tokens } = reading;
  const { plain, shape } = tokens[index] as Token;
  if (
    !plain.endsWith('s') ||
    plain.length < 4 ||
    shape > SHAPE.title ||
    !((tokens[index + 1]?.known ?? 0) & BITS.kin)
  )
    return;
  const stem = marksOf(plain.slice(0, -1));
  if (stem & BITS.given && stem & BITS.known && !(stem & 7)) atLeast(reading, index, 0.5);
}

const NUMERAL = /^[ivx]{1,6}[a-c]?$/;

/** "OKAFOR, Ada" and "okafor, ada": a family name, a comma and a given one. */
function listed(reading: Reading, index: number): void {
  const { tokens } = reading;
  if (tokens[index + 1]?.plain !== ',') return;
  const family = tokens[index];
  const given = tokens[index + 2];
  if (!family || !given) return;
  if (family.digits || given.digits || family.phrase || family.plain.length < 3 || given.plain.length < 3)
    return;
  if (family.known & BITS.closed || given.known & (OTHER | BITS.closed)) return;
  if (!(given.known & LISTED) && (given.known & 7 || !(family.known & BITS.known))) return;

  const named = (family.known & BITS.family) > 0;
  const other = (family.known & OTHER) > 0;
  const loud =
    family.shape === SHAPE.upper &&
    given.shape === SHAPE.title &&
    family.plain.length > 3 &&
    !NUMERAL.test(family.plain);
  const low =
    family.shape === SHAPE.lower && named && !other && (family.known & 7) !== 1 && !(given.known & 7);
  if (!low && !(loud && (named || !other))) return;
  atLeast(reading, index, 0.6);
  atLeast(reading, index + 2, 0.6);
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
