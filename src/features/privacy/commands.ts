import { say, type Call, type Reply, type Submit } from '../../chat/call.js';
import type { Around } from '../../chat/dispatch.js';
import type { Who } from '../partnerships/rules.js';
import { NAMES_FIELD, oldForm, previewForm } from './messages.js';
import { actOf, type Act } from './rules.js';
import { apart, boxesOf, packed, sheetOf, type Sheet } from './schema.js';
import {
  doubtsIn,
  printOf,
  rareIn,
  replaced,
  settle,
  type Decisions,
  type Seen,
  type Texts,
} from './use-cases.js';

type Needs = {
  /** Notes what somebody said identifies nobody: by kind, never by value. */
  store: { kept(act: Act, kinds: readonly string[]): Promise<void> };
  now: () => Date;
};

/**
 * Stands between every form and its feature. What is typed reaches the feature only when it is settled; until then
 * its writer gets a preview, and nothing of it is stored, queued or logged. Which boxes people type in is read from
 * the form itself when it is shown, so no feature can forget one.
 */
export function settleForms(needs: Needs): Around<Who> {
  return async (call, who, run) => {
    if (call.kind !== 'submit') return carrying(await run(call), []);
    const sheet = sheetOf(call.context);
    return sheet ? submit(needs, call, who, sheet, run) : say(oldForm());
  };
}

type Run = (call: Call) => Promise<Reply | undefined>;

async function submit(needs: Needs, call: Submit, who: Who, sheet: Sheet, run: Run) {
  const { texts, rest: beside } = apart(call.values, sheet.boxes);
  const rest = sheet.rest ?? beside;
  const send = (settled: Texts) => run({ ...call, context: sheet.context, values: { ...rest, ...settled } });
  // What is longer than its box is the feature's to refuse: it keeps nothing of it.
  if (sheet.boxes.some(({ name, max }) => (texts[name]?.length ?? 0) > max))
    return carrying(await send(texts), sheet.kept);

  const outcome = settle(texts, decisionsIn(call, sheet, texts));
  // The softer list is seen once, whatever comes of the form afterwards, and decides nothing.
  const seen = sheet.kept.includes(SEEN);
  const rare = seen ? null : rareIn(texts);
  if (outcome.kind === 'open' || rare !== null) {
    const { findings, doubts } = outcome.kind === 'open' ? outcome : { findings: [], doubts: doubtsIn(texts) };
    const kept = seen ? sheet.kept : [...sheet.kept, SEEN];
    return { kind: 'form', form: preview(call, { ...sheet, kept, rest }, texts, { findings, doubts, rare }) } as const;
  }
  const fresh = outcome.kept.filter(({ mark }) => !sheet.kept.includes(mark));
  if (fresh.length > 0) await needs.store.kept(actOf(needs, call, who), fresh.map(({ kind }) => kind));
  const marks = outcome.kept.map(({ mark }) => mark);
  return carrying(await send(outcome.texts), seen ? [...marks, SEEN] : marks);
} // prettier-ignore

/** Stands among the marks once the softer list has been shown. */
const SEEN = 'seen';

/** What was decided in this preview, or in one before. What was shown and not kept is replaced. */
function decisionsIn({ values }: Submit, { kept, print }: Sheet, texts: Texts): Decisions {
  const unchanged = print !== undefined && print === printOf(texts);
  return {
    about: (mark) => {
      const decided = values[fieldFor(mark)];
      if (decided === 'keep' || decided === 'replace') return decided;
      if (kept.includes(mark)) return 'keep';
      return unchanged ? 'replace' : undefined;
    },
    isName: (mark) => [values[NAMES_FIELD] ?? []].flat().includes(mark),
  };
}

/** The name of the field in which a preview asks about a mark. */
const fieldFor = (mark: string) => `about.${mark}`;

type Shown = { findings: readonly Seen[]; doubts: readonly Seen[]; rare: string | null };

function preview(call: Submit, sheet: Sheet, texts: Texts, { rare, findings, doubts }: Shown) {
  const decided = decisionsIn(call, sheet, texts);
  const after = replaced(texts, { ...decided, about: (mark) => decided.about(mark) ?? 'replace' });
  return previewForm({
    ...{ action: call.action, context: packed({ ...sheet, print: printOf(texts) }) },
    ...{ boxes: sheet.boxes, texts, after, rare, fieldFor, decided },
    findings: findings.filter(({ mark }) => !sheet.kept.includes(mark)),
    doubts,
  });
} // prettier-ignore

/** A form on its way out carries which of its fields are typed in. */
function carrying(reply: Reply | undefined, kept: readonly string[]): Reply | undefined {
  if (reply?.kind !== 'form') return reply;
  const { form } = reply;
  return {
    kind: 'form',
    form: { ...form, context: packed({ context: form.context, boxes: boxesOf(form), kept: [...kept], rest: undefined, print: undefined }) },
  };
} // prettier-ignore
