import { z } from 'zod';
import type { Field, Form, Values } from '../../chat/form.js';

type TextField = Extract<Field, { kind: 'text' }>;

const Box = z
  .tuple([z.string(), z.string(), z.enum(['one', 'many']), z.number().int().positive(), z.boolean()])
  .transform(([name, label, lines, max, required]) => ({ name, label, lines, max, required }));

const Chosen = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/**
 * What every form carries beside its feature's own context `c`: the boxes people type in `b`, the marks of what they
 * said is no identifier `k`, and in a preview everything that was chosen beside the boxes `r` and a print `p` of the
 * text that was shown. Short names, because Slack carries 3,000 characters at most.
 */
const Sheet = z
  .strictObject({
    c: z.string(),
    b: z.array(Box),
    k: z.array(z.string()).default([]),
    r: Chosen.optional(),
    p: z.string().optional(),
  })
  .transform(({ c, b, k, r, p }) => ({ context: c, boxes: b, kept: k, rest: r, print: p }));
export type Sheet = z.output<typeof Sheet>;
export type Box = Sheet['boxes'][number];

/** What a form that came back carries; null when it was made by an older version. */
export function sheetOf(context: string): Sheet | null {
  try {
    return Sheet.safeParse(JSON.parse(context)).data ?? null;
  } catch {
    return null;
  }
}

/** The same as it travels. */
export const packed = ({ context, boxes, kept, rest, print }: Sheet): string =>
  JSON.stringify({
    c: context,
    b: boxes.map(({ name, label, lines, max, required }) => [name, label, lines, max, required]),
    ...(kept.length > 0 && { k: kept }),
    ...(rest && { r: rest }),
    ...(print !== undefined && { p: print }),
  });

const MOST_OF_A_LABEL = 60;

/** The boxes of a form that people type in. */
export const boxesOf = ({ fields, more }: Form): Box[] =>
  [...fields, ...(more?.fields ?? [])]
    .filter((field): field is TextField & Field => field.kind === 'text')
    .map(({ name, label, lines, max, required }) => ({
      ...{ name, lines, max, required },
      label: label.length > MOST_OF_A_LABEL ? `${label.slice(0, MOST_OF_A_LABEL - 1)}…` : label,
    }));

/** What was typed in the boxes, and what was chosen beside them. */
export function apart(
  values: Values,
  boxes: readonly Box[],
): { texts: Record<string, string>; rest: Chosen } {
  const names = new Set(boxes.map(({ name }) => name));
  const texts: Record<string, string> = {};
  const rest: Chosen = {};
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) continue;
    if (!names.has(name)) rest[name] = typeof value === 'string' ? value : [...value];
    else texts[name] = typeof value === 'string' ? value : value.join(' ');
  }
  return { texts, rest };
}
export type Chosen = z.infer<typeof Chosen>;
