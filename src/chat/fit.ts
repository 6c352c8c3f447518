/** The first half of a character that was cut in two. */
const HALF = /[\uD800-\uDBFF]$/;

/** Platforms refuse a broken surrogate or a NUL, so those become visible or go; everything else stays as typed. */
export const wellFormed = (text: string): string =>
  text.replace(/\p{Surrogate}/gu, '\uFFFD').replaceAll('\0', '');

/** At most `max` characters, never ending in half a character; `ending` stands where something was cut off. */
export function cutTo(text: string, max: number, ending = ''): string {
  if (text.length <= max) return text;
  return text.slice(0, max - ending.length).replace(HALF, '') + ending;
}

/** Something drawn, how much room it takes in each way that is limited, and whether it is the last to go. */
type Piece<P> = { piece: P; size: readonly number[]; stays: boolean };

/**
 * The pieces that fit into a room. What does not fit is left out from the end, and `note` stands where the cut was;
 * those that stay are the last to go.
 */
export function fitting<P>(pieces: readonly Piece<P>[], note: Piece<P>, room: readonly number[]): P[] {
  const left = room.map((each, way) => each - (note.size[way] ?? 0));
  const kept = new Set<Piece<P>>();
  const keep = (each: Piece<P>) => {
    const fits = each.size.every((size, way) => size <= (left[way] ?? 0));
    if (fits) kept.add(each);
    each.size.forEach((size, way) => (left[way] = (left[way] ?? 0) - size));
    return fits;
  };
  pieces.filter(({ stays }) => stays).every(keep);
  pieces.filter(({ stays }) => !stays).every(keep);

  const cutAt = pieces.findIndex((each) => !kept.has(each));
  if (cutAt === -1) return pieces.map(({ piece }) => piece);
  const after = pieces.slice(cutAt).filter((each) => kept.has(each));
  return [...pieces.slice(0, cutAt), note, ...after].map(({ piece }) => piece);
}
