import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type ParsedNode } from 'yaml';

/** One thing that is wrong: `key` is its path, such as `members.nadia.role`; empty when it is no key's fault. */
export type Mistake = { line: number; key: string; message: string };
/** Keys and positions from the top of the file, as zod gives them. */
export type Path = readonly PropertyKey[];
/** `value` is null when there is none, or when so much is unreadable that judging the rest would mislead. */
export type Reading = { value: unknown; lineOf(path: Path): number; mistakes: readonly Mistake[] };

const MAX_BYTES = 1_048_576;
const MAX_DEPTH = 60;

/**
 * Reads YAML with the line of each value. Scalars stay the text that was typed: no telephone number loses its zero and
 * no “NO” becomes false. Never throws, whatever the text: what cannot be read is among the mistakes.
 */
export function readYaml(text: string): Reading {
  const refusal = refusalOf(text);
  if (refusal) return { value: null, lineOf: () => refusal.line, mistakes: [refusal] };

  const counter = new LineCounter();
  const document = parseDocument(text, {
    schema: 'failsafe',
    uniqueKeys: false, // its own check compares each key with each; `readMap` does it in one pass
    prettyErrors: false,
    lineCounter: counter,
    logLevel: 'error',
  });
  const lineAt = (offset: number) => Math.max(1, counter.linePos(offset).line);
  const slips = [...document.errors, ...document.warnings].map(({ pos, code, message }) => ({
    line: lineAt(pos[0]),
    key: '',
    message: SLIPS[code] ?? `This cannot be read as YAML: ${message.split('\n')[0]}.`,
  }));
  const walk: Walk = { lineAt, lines: new Map(), mistakes: [] };
  const value = document.contents ? readNode(document.contents, [], walk) : null;
  if (document.errors.length > 0)
    return { value: null, lineOf: () => 1, mistakes: [...slips, ...walk.mistakes] };
  return { value, lineOf: (path) => nearestLine(walk.lines, path), mistakes: [...slips, ...walk.mistakes] };
}

const SLIPS: Record<string, string> = {
  TAB_AS_INDENT: 'This line is indented with a tab: use spaces.',
  MULTIPLE_DOCS: 'A second document begins here: one file holds one partnership.',
  TAG_RESOLVE_FAILED: 'Tags that begin with “!” are not used in this file: take it out.',
  MISSING_CHAR: 'A closing quote or bracket is missing here.',
  BAD_INDENT: 'This line is not indented like the lines it belongs to.',
  BLOCK_AS_IMPLICIT_KEY: 'There are two “key:” on this line: put text that has a colon in it in quotes.',
};

/**
 * Text the parser should not be given. It calls itself for each level, and text that nests some ten thousand levels
 * deep takes the whole process down where no `catch` helps. Indentation and open brackets bound the depth from above.
 */
function refusalOf(text: string): Mistake | null {
  if (Buffer.byteLength(text) > MAX_BYTES) {
    return { line: 1, key: '', message: 'The file is larger than 1 MiB: is it the right one?' };
  }
  let open = 0;
  for (const [index, line] of text.split(/\r\n?|\n/).entries()) {
    for (const character of line) open += '[{'.includes(character) ? 1 : ']}'.includes(character) ? -1 : 0;
    open = Math.max(open, 0);
    const lead = /^(?:[ \t]|[-?:](?=[ \t]))*/.exec(line)?.[0].length ?? 0;
    if (open > MAX_DEPTH || lead > 2 * MAX_DEPTH) {
      return { line: index + 1, key: '', message: 'This is nested too deep for a partnership’s file.' };
    }
  }
  return null;
}

type Walk = { lineAt(offset: number): number; lines: Map<string, number>; mistakes: Mistake[] };

function readNode(node: ParsedNode, path: Path, walk: Walk): unknown {
  const line = walk.lineAt(node.range[0]);
  if (isAlias(node)) {
    // An alias of aliases of aliases is a small file and a huge value.
    walk.mistakes.push({ line, key: keyOf(path), message: 'is an alias (*): write the value out' });
    return undefined;
  }
  if (isScalar(node)) return textOf(node.value);
  if (isMap<ParsedNode, ParsedNode | null>(node)) return readMap(node.items, path, walk);
  if (!isSeq<ParsedNode>(node)) return undefined;
  return node.items.map((item, index) => {
    const at = [...path, index];
    walk.lines.set(keyOf(at), walk.lineAt(item.range[0]));
    return readNode(item, at, walk);
  });
}

function readMap(pairs: readonly { key: ParsedNode; value: ParsedNode | null }[], path: Path, walk: Walk) {
  const entries = new Map<string, unknown>();
  for (const { key, value } of pairs) {
    const line = walk.lineAt(key.range[0]);
    const name = isScalar(key) ? textOf(key.value) : '';
    const at = [...path, name];
    if (!/^[A-Za-z0-9][\w.-]{0,79}$/.test(name)) {
      walk.mistakes.push({
        line,
        key: keyOf(path),
        message: 'has a key that is not made of letters, digits and hyphens',
      });
    } else if (entries.has(name)) {
      walk.mistakes.push({ line, key: keyOf(at), message: 'stands here twice: keep one of the two' });
    } else {
      walk.lines.set(keyOf(at), line);
      entries.set(name, value ? readNode(value, at, walk) : '');
    }
  }
  return Object.fromEntries(entries);
}

/** Of a scalar that is read without types; one that is left empty is empty text. */
const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

/** `members.nadia.role`, `services.rights.issues[2]`. */
export const keyOf = (path: Path): string =>
  path.reduce<string>(
    (key, part) => (typeof part === 'number' ? `${key}[${part}]` : `${key}${key && '.'}${String(part)}`),
    '',
  );

/** The line of the path itself or, for something that is not there, of what it should have been in. */
function nearestLine(lines: ReadonlyMap<string, number>, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const line = lines.get(keyOf(path.slice(0, length)));
    if (line !== undefined) return line;
  }
  return 1;
}
