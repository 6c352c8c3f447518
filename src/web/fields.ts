import type { Values } from '../chat/form.js';

/** What a page's form sent, by name, in the order it came. */
export type Fields = ReadonlyMap<string, readonly string[]>;

export type Refusal = 'malformed' | 'too-large';

const LIMIT_BYTES = 1024 * 1024;
const MOST_FIELDS = 1_000;

/**
 * Reads an urlencoded body of at most 1 MiB. Bytes that are no UTF-8 are refused here, because the platform's own
 * parser would quietly put replacement characters into what somebody wrote.
 */
export async function readFields(request: Request): Promise<Fields | Refusal> {
  const type = /^application\/x-www-form-urlencoded\s*(?:;\s*charset="?utf-8"?\s*)?$/i;
  if (!type.test(request.headers.get('content-type') ?? '')) return 'malformed';
  if (request.headers.get('content-encoding') !== null) return 'too-large'; // what it would unpack to is unknown
  try {
    const body = await readText(request);
    return typeof body === 'string' ? body : parse(body.text);
  } catch (fault) {
    if (fault instanceof TypeError || fault instanceof URIError) return 'malformed'; // not UTF-8, not urlencoded
    throw fault;
  }
}

async function readText(request: Request): Promise<{ text: string } | Refusal> {
  if (!request.body) return 'malformed';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > LIMIT_BYTES) return 'too-large';
    chunks.push(chunk);
  }
  return { text: new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)) };
}

function parse(text: string): Fields | 'malformed' {
  const fields = new Map<string, string[]>();
  const pairs = text.split('&').filter((each) => each !== '');
  if (pairs.length > MOST_FIELDS) return 'malformed';
  for (const pair of pairs) {
    const [name = '', ...rest] = pair.split('=');
    const key = decode(name);
    fields.set(key, [...(fields.get(key) ?? []), decode(rest.join('='))]);
  }
  return fields;
}

/** Browsers send line ends as CR LF; people count them as one character, and so do we. */
const decode = (text: string): string =>
  decodeURIComponent(text.replaceAll('+', ' ')).replaceAll('\r\n', '\n');

/** The only value under this name; undefined when there is none. */
export const one = (fields: Fields, name: string): string | undefined => fields.get(name)?.[0];

/** How a Form's fields are named on a page, so that a list of one comes back as a list. */
export const ONE = 'one.';
export const MANY = 'many.';

/** The answers among the fields, without the ones left empty. */
export function valuesOf(fields: Fields): Values {
  const filled = [...fields].flatMap(([key, all]): [string, string | readonly string[]][] => {
    const given = all.filter((each) => each !== '');
    if (given[0] === undefined) return [];
    if (key.startsWith(MANY)) return [[key.slice(MANY.length), given]];
    return key.startsWith(ONE) ? [[key.slice(ONE.length), given[0]]] : [];
  });
  return Object.fromEntries(filled);
}
