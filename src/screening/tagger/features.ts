import { SHAPE, type Token } from './tokens.js';
import { BITS } from './words.js';

/** How many places a feature can have: its place is its hash. */
export const PLACES = 1 << 17;

const mix = (a: number, b: number): number => {
  let h = Math.imul(a ^ ((b + 0x1e3779b9) | 0), 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
};

function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) h = Math.imul(h ^ text.charCodeAt(at), 0x01000193);
  return h;
}

/** What the features say of a token: who it is for its neighbours, its class, and a coarser class. */
type View = { id: number; cls: number; coarse: number; name: number; other: number; cap: number };

const OTHERS = [
  BITS.titles, BITS.kin, BITS.months, BITS.peoples, BITS.places, BITS.jobs, BITS.orgwords, BITS.streets, BITS.medical, BITS.orgs,
]; // prettier-ignore
const NAMED = BITS.given | BITS.family | BITS.people;
const EDGE: View = { id: 7, cls: 7, coarse: 7, name: 0, other: 0, cap: 0 };

/** How surely a word is a name by the lists alone, 0 to 5, and -1 for a word in no list at all. */
function nameOf(known: number): number {
  if (!(known & NAMED)) return (known & ~BITS.known) === 0 ? 6 : 0;
  const common = known & BITS.known;
  if (known & BITS.given) return common ? (known & BITS.family ? 5 : 4) : 3;
  return known & BITS.family ? (common ? 2 : 1) : 1;
}

function viewOf(token: Token): View {
  const { shape, plain } = token;
  if (shape === SHAPE.mark) {
    const id = hash(plain);
    return { id, cls: mix(id, 3), coarse: mix(id, 5), name: 0, other: 0, cap: 0 };
  }
  if (shape === SHAPE.digits) {
    const id = hash(
      `#${/^\d{1,12}$/.test(plain) ? (plain.length < 3 ? String(plain.length) + (Number(plain) >= 90 ? '+' : '') : plain.length) : 'x'}`,
    );
    return { id, cls: mix(id, 3), coarse: mix(id, 5), name: 0, other: 0, cap: 0 };
  }
  if (token.digits) {
    const id = hash(plain.replace(/[a-z]/g, 'a').replace(/\d/g, '9').slice(0, 12));
    return { id, cls: mix(id, 3), coarse: mix(id, 5), name: 0, other: 0, cap: 0 };
  }
  return viewOfWord(token);
}

function viewOfWord({ known, shape, plain, phrase }: Token): View {
  const english = known & 7;
  const name = nameOf(known);
  let other = 0;
  for (let at = 0; at < OTHERS.length; at += 1) {
    if (known & (OTHERS[at] ?? 0)) {
      other = at + 1;
      break;
    }
  }
  const rare = english === 0 ? 0 : english === 1 ? 1 : english <= 3 ? 2 : 3;
  const cap =
    shape === SHAPE.title || shape === SHAPE.mixed
      ? 1
      : shape === SHAPE.upper
        ? 2
        : shape === SHAPE.letter
          ? 3
          : 0;
  const cls = (((name * 4 + rare) * 11 + other) * 8 + shape) * 2 + (phrase ? 1 : 0);
  const coarse = ((name > 0 ? (name === 6 ? 2 : 1) : 0) * 4 + cap) * 11 + other;
  // Only words that mean something are known to their neighbours; names are all alike, so that none is learned.
  const speaks = (english > 0 && english <= 4 && !(name > 0 && cap > 0 && english > 1)) || other > 0;
  const id = speaks && !(cap && name > 0 && other > 1 && other !== 2) ? hash(plain) : mix(name * 4 + cap, 11);
  return { id, cls: mix(cls, 17), coarse: mix(coarse, 19), name, other, cap };
}

/** Words of judgments and statutes: names near them are of decided cases. */
const LAW =
  /^(?:v|vs|case|cases|caselaw|judgment|judgement|authority|authorities|court|ewca|ewhc|uksc|ukhl|ukut|ukeat|echr|cjeu|ratio|obiter|cited|precedent|bailii|act|regs|regulations|test)$/;
/** How far such a word is felt. */
const LAW_NEAR = 7;

/** For each token whether a word of the law is near, 2, or somewhere in the text, 1. */
function lawOf(tokens: readonly Token[]): Uint8Array {
  const near = new Uint8Array(tokens.length);
  let seen = false;
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] as Token;
    if (token.shape >= SHAPE.digits || !LAW.test(token.plain)) continue;
    seen = true;
    near.fill(2, Math.max(0, at - LAW_NEAR), at + LAW_NEAR + 1);
  }
  if (seen) for (let at = 0; at < near.length; at += 1) near[at] ||= 1;
  return near;
}

/** Whether the text holds other things that point to a person: a long number, an address for mail. */
const pointing = (tokens: readonly Token[]): number =>
  tokens.some(({ shape, plain }) => (shape === SHAPE.digits && plain.length > 4) || plain === '@') ? 1 : 0;

/** How the whole text is written: 0 as usual, 1 without capitals, 2 in capitals. */
function manner(tokens: readonly Token[]): number {
  let words = 0;
  let title = 0;
  let upper = 0;
  let starts = 0;
  let startsUpper = 0;
  for (const { shape, first } of tokens) {
    if (shape > SHAPE.letter) continue;
    words += 1;
    if (shape === SHAPE.title || shape === SHAPE.letter) title += 1;
    if (shape === SHAPE.upper) upper += 1;
    if (first) {
      starts += 1;
      if (shape !== SHAPE.lower) startsUpper += 1;
    }
  }
  if (words > 4 && upper > words * 0.6) return 2;
  return title <= words * 0.05 && startsUpper <= starts * 0.5 ? 1 : 0;
}

const place = (template: number, a: number, b: number): number =>
  (mix(mix(template, a), b) >>> 0) & (PLACES - 1);

/** The most features a token has. */
export const MOST = 32;

/** The features of the candidates: `counts[i]` places from `places[i * MOST]` on for the i-th. */
export type Features = { places: Int32Array; counts: Uint8Array };

/**
 * The features of each candidate as places in the weights. Identities of names are never used, only what the lists, the
 * spelling and the words around say, so that the tagger learns how people are spoken of and not who they are.
 */
export function featuresOf(tokens: readonly Token[], candidates: readonly number[]): Features {
  const way = manner(tokens);
  const law = lawOf(tokens);
  const points = pointing(tokens);
  const known: View[] = [];
  const view = (at: number): View => {
    const token = tokens[at];
    return token ? (known[at] ??= viewOf(token)) : EDGE;
  };
  const times = new Map<string, number>();
  for (const token of tokens) {
    if ((token.shape === SHAPE.title || token.shape === SHAPE.upper) && !token.first)
      times.set(token.plain, (times.get(token.plain) ?? 0) + 1);
  }
  const places = new Int32Array(candidates.length * MOST);
  const counts = new Uint8Array(candidates.length);
  candidates.forEach((at, index) => {
    const token = tokens[at] as Token;
    const spot = (token.first ? 1 : 0) + way * 2;
    const start = index * MOST;
    const marks = (token.owner ? 1 : 0) + 2 * Math.min(2, times.get(token.plain) ?? 0);
    around(places, start, view, at, { spot, marks, about: mix((law[at] as number) * 2 + points, 7) });
    const end =
      token.shape <= SHAPE.letter
        ? spelling(places, start + AROUND, token, view(at), spot, view(at + 1))
        : start + AROUND;
    counts[index] = end - start;
  });
  return { places, counts };
}

const AROUND = 23;

/** Of a token: where in its sentence it stands, whether it owns or comes up again, and what the text is about. */
type Told = { spot: number; marks: number; about: number };

/** What stands before and after. */
function around(list: Int32Array, start: number, view: (at: number) => View, at: number, told: Told): void {
  const { spot, marks, about } = told;
  const me = view(at);
  const back = view(at - 1);
  const back2 = view(at - 2);
  const next = view(at + 1);
  const next2 = view(at + 2);
  const own = mix(me.cls, spot);
  const kind = mix(me.coarse, spot >> 1);
  const small = me.name * 4 + me.cap;
  list[start] = place(1, own, 0);
  list[start + 1] = place(2, me.cls, 0);
  list[start + 2] = place(3, me.coarse, spot);
  list[start + 3] = place(4, me.other, me.cap);
  list[start + 4] = place(5, back.id, 0);
  list[start + 5] = place(6, next.id, 0);
  list[start + 6] = place(7, back.id, kind);
  list[start + 7] = place(8, next.id, kind);
  list[start + 8] = place(9, mix(back.id, next.id), small);
  list[start + 9] = place(10, mix(back.coarse, next.coarse), me.coarse);
  list[start + 10] = place(11, back2.id, mix(back.id, small));
  list[start + 11] = place(12, next2.id, mix(next.id, small));
  list[start + 12] = place(13, back.coarse, own);
  list[start + 13] = place(14, next.coarse, own);
  list[start + 14] = place(15, back2.id, small);
  list[start + 15] = place(16, next2.id, small);
  list[start + 16] = place(17, mix(back2.coarse, back.coarse), me.coarse);
  list[start + 17] = place(18, mix(next.coarse, next2.coarse), me.coarse);
  list[start + 18] = place(19, marks & 1, kind);
  list[start + 19] = place(20, marks >> 1, kind);
  list[start + 20] = place(21, mix(view(at - 3).id, 1), small);
  list[start + 21] = place(30, about, small);
  list[start + 22] = place(31, about, mix(back.coarse, own));
}

/** How a word is spelt, and which word it is when it means something. Returns where the places end. */
function spelling(list: Int32Array, from: number, token: Token, me: View, spot: number, next: View): number {
  const { plain } = token;
  const small = me.name * 4 + me.cap;
  const english = token.known & 7;
  let at = from;
  if (english > 0 || me.other > 0) {
    const word = hash(plain);
    list[at++] = place(22, word, me.cap);
    list[at++] = place(23, word, mix(spot, me.cap));
  }
  if (english === 0 || english > 3 || me.name > 0) {
    list[at++] = place(24, hash(plain.slice(-3)), small);
    list[at++] = place(25, hash(plain.slice(-2)), small);
    list[at++] = place(26, hash(plain.slice(0, 3)), me.cap);
    list[at++] = place(27, Math.min(plain.length, 9), mix(small, spot >> 1));
  }
  if (plain.includes('-')) list[at++] = place(28, small, 0);
  if (token.first) list[at++] = place(29, next.id, small);
  return at;
}
