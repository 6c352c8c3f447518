import type { Field, Form } from '../../chat/form.js';
import { sentence, type Message, type Part } from '../../chat/message.js';
import { counted, listInWords } from '../../chat/words.js';
import type { Box } from './schema.js';
import { mayKeep, type Decisions, type Seen, type Texts } from './use-cases.js';

export type Preview = {
  action: string;
  context: string;
  boxes: readonly Box[];
  texts: Texts;
  /** The texts as they will be if nothing is changed in the preview. */
  after: Texts;
  findings: readonly Seen[];
  doubts: readonly Seen[];
  rare: string | null;
  fieldFor: (mark: string) => string;
  decided: Decisions;
};

/** More than this are replaced without being asked about one by one. */
const MOST_ASKED = 24;
const MOST_DOUBTS = 6;
/** The field in which those are ticked that are names after all. */
export const NAMES_FIELD = 'about.names';

/** What was found in what somebody is about to send, before anything of it is kept. */
export function previewForm(preview: Preview): Form {
  const { action, context, boxes, texts, findings } = preview;
  const asked = findings.slice(0, MOST_ASKED);
  return {
    ...{ action, context },
    title: 'Before it is sent',
    submit:
      findings.length > 0 ? 'Replace and send' : preview.doubts.length > 0 ? 'Send it' : 'Send it as it is',
    intro: introOf(preview, findings.length - asked.length),
    fields: [...asked.map((each) => choiceFor(each, preview)), ...doubtsIn(preview)],
    more: {
      heading: 'Or change what you wrote',
      fields: boxes.map(({ name, label: text, ...box }): Field => ({
        ...{ kind: 'text', name, label: text, ...box },
        ...(texts[name] && { value: texts[name] }),
      })),
    },
  };
}

function introOf({ boxes, texts, after, findings, rare }: Preview, more: number): Part[] {
  const parts: Part[] = [];
  if (findings.length > 0) {
    const what = counted(findings.length, 'thing');
    parts.push({
      kind: 'text',
      text: `Nothing has been sent or kept yet. ${what} in what you wrote could tell somebody who it is about. As it stands, this is what would be sent:`,
    });
    for (const { name } of boxes)
      if (texts[name] !== after[name]) parts.push({ kind: 'quote', text: after[name] ?? '' });
    if (more > 0) parts.push({ kind: 'note', text: `${counted(more, 'more thing')} will be replaced as well.` });
  } else parts.push({ kind: 'text', text: 'Nothing has been sent or kept yet. Please look at it once more.' });
  if (rare !== null) parts.push({ kind: 'note', text: `Could this single someone out? ${rare}` });
  return parts;
} // prettier-ignore

const MOST_OF_WORDS = 40;

const titled = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);
const shortened = (words: string) =>
  words.length > MOST_OF_WORDS ? `${words.slice(0, MOST_OF_WORDS - 1)}…` : words;

const replacing = ({ instead }: Seen) => ({
  value: 'replace',
  label: instead === '' ? 'Take it out' : `Replace with “${shortened(instead)}”`,
});

/** Replaced unless somebody says that it identifies nobody, which nobody may say of a hard kind. */
function choiceFor(found: Seen, { fieldFor, decided }: Preview): Field {
  const keep = {
    value: 'keep',
    label: found.kind === 'name' ? 'Not a name' : 'Keep it: it points to nobody',
  };
  return {
    kind: 'choice',
    name: fieldFor(found.mark),
    label: `${titled(found.called)}: “${shortened(found.words)}”`,
    hint: mayKeep(found) ? found.why : `${found.why} It cannot be kept.`,
    required: true,
    options: [replacing(found), ...(mayKeep(found) ? [keep] : [])],
    value: mayKeep(found) ? (decided.about(found.mark) ?? 'replace') : 'replace',
  };
}

/** The softer list: what may be a name. Nothing of it has to be decided; only what is ticked is replaced. */
function doubtsIn({ doubts, decided }: Preview): Field[] {
  const asked = doubts.slice(0, MOST_DOUBTS);
  if (asked.length === 0) return [];
  return [
    {
      kind: 'choices',
      name: NAMES_FIELD,
      label: 'Is any of this a name? Tick it, and it is replaced.',
      required: false,
      options: asked.map(({ mark, words }) => ({ value: mark, label: `“${shortened(words)}”` })),
      values: asked.map(({ mark }) => mark).filter((mark) => decided.isName(mark)),
    },
  ];
}

/** A form that an older version made. */
export const oldForm = (): Message => sentence('This form is out of date. Nothing was sent. Open it again.');

/** A private word to somebody who wrote what could identify a person where others read it already. */
export function identifiersHeard(reference: string, kinds: readonly string[], text: string): Message {
  return {
    summary: `${reference}: please change what you wrote`,
    parts: [
      {
        kind: 'text',
        text: `${reference}: what you just wrote could tell somebody who it is about (${listInWords(kinds)}). Others here can read it: please edit it, or delete it. Corridor keeps and passes on only the text below.`,
      },
      { kind: 'copy', label: 'The same without it', text },
    ],
  };
}
