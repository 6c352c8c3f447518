import type {
  IAdaptiveCard,
  IContainer,
  IRichTextBlock,
  ISubmitAction,
  ITextRun,
} from '@microsoft/teams.cards';
import { cutTo, fitting, wellFormed } from '../chat/fit.js';
import type { Button, Chart, ListItem, Message, Part } from '../chat/message.js';
import { CARD, type Outgoing } from './connector.js';
import type { CarriedPress } from './seals.js';

/** Signs what a button carries for the place where it is shown. */
export type Seal = (action: string, press: CarriedPress) => string;
export type Element = IAdaptiveCard['body'][number];

/** Teams takes 100 KB, counted as UTF-16: 80 KB is 40,960 units, of which some are the envelope's. */
const MOST_UNITS = 39_000;
const MOST_LINES = 100;
const MOST_IN_SUMMARY = 250;
/** More than this many buttons in a row hide behind three dots. */
const BUTTONS_IN_ROW = 5;

/** A message as Teams takes it. `marker` stands in the card where a search for it can see it. */
export function toOutgoing(message: Message, seal: Seal, marker?: string): Outgoing {
  const content = toCard(
    message.parts.length > 0 ? message.parts : [{ kind: 'text', text: message.summary }],
    seal,
  );
  const summary = cutTo(wellFormed(message.summary), MOST_IN_SUMMARY, '…');
  return {
    type: 'message',
    summary,
    attachments: [
      {
        contentType: CARD,
        content: { ...content, fallbackText: summary, ...(marker !== undefined && { id: markerId(marker) }) },
      },
    ],
  };
}

/** How a card is marked, so that it can be known again. */
export const markerId = (marker: string): string => `corridor-${marker}`;

/** Parts as a card. What does not fit is left out at the end, and said to be; buttons are the last to go. */
export function toCard(parts: readonly Part[], seal: Seal, more: readonly Element[] = []): IAdaptiveCard {
  const drawn = parts.flatMap((part) =>
    drawPart(part, seal).map((piece) => pieceOf(piece, part.kind === 'buttons')),
  );
  const room = MOST_UNITS - JSON.stringify(more).length;
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    body: [...fitting(drawn, pieceOf(CUT_NOTE, true), [room]), ...more],
    msteams: { width: 'full' },
  };
}

const pieceOf = (piece: Element, stays: boolean) => ({
  piece,
  stays,
  size: [JSON.stringify(piece).length + 1],
});

/** Words only go into runs of rich text, which are never read as markup: nothing typed can link, notify or format. */
function drawPart(part: Part, seal: Seal): Element[] {
  switch (part.kind) {
    case 'heading':
      return [block([run(part.text, { size: 'Large', weight: 'Bolder' })])];
    case 'text':
      return [lines(part.text)];
    case 'quote':
      return [{ ...lines(part.text), style: 'emphasis' }];
    case 'facts':
      return part.facts.map(({ label, value }, index) =>
        block([run(`${label}: `, { weight: 'Bolder' }), run(value)], index > 0),
      );
    case 'list':
      return part.items.map((item) => drawItem(item, seal));
    case 'buttons':
      return rowsOf(part.buttons).map((row) => ({
        type: 'ActionSet',
        actions: row.map((button) => drawButton(button, seal)),
      }));
    case 'note':
      if (part.tone === 'warning') return [warning(part.text)];
      return [lines(part.text, { size: 'Small', isSubtle: true })];
    case 'copy':
      return [
        block([run(part.label, { weight: 'Bolder' })]),
        { ...lines(part.text, { fontType: 'Monospace' }), style: 'emphasis' },
      ];
    case 'chart':
      return drawChart(part);
  }
}

/** The words, and the numbers in a line for each series: a picture of them would say no more, and phones are narrow. */
function drawChart({ title, words, columns, rows }: Chart): Element[] {
  const span = [columns[0], columns.at(-1)].join(' – ');
  return [
    block([run(`${title}: `, { weight: 'Bolder' }), run(words)]),
    ...rows.map(({ label, values }) => lines(`${label}, ${span}: ${values.join(', ')}`, { size: 'Small' })),
  ];
}

function drawItem({ text, note, button }: ListItem, seal: Seal): Element {
  const words = [
    lines(text),
    ...(note === undefined ? [] : [lines(note, { size: 'Small', isSubtle: true })]),
  ];
  return {
    type: 'ColumnSet',
    separator: true,
    columns: [
      { type: 'Column', width: 'stretch', items: words },
      ...(button
        ? [
            {
              type: 'Column' as const,
              width: 'auto',
              items: [{ type: 'ActionSet' as const, actions: [drawButton(button, seal)] }],
            },
          ]
        : []),
    ],
  };
}

/** Every button opens a dialog that only whoever pressed it sees: a question, a form or the answer. */
function drawButton({ action, label, value, tone, confirm }: Button, seal: Seal): ISubmitAction {
  const sealed = seal(action, { value, ...(confirm && { confirm }) });
  return {
    type: 'Action.Submit',
    title: wellFormed(label),
    ...(tone && { style: tone === 'danger' ? 'destructive' : 'positive' }),
    data: { msteams: { type: 'task/fetch' }, corridor: { does: 'press', action, sealed } },
  };
}

type Look = Omit<ITextRun, 'type' | 'text'>;
const run = (text: string, look: Look = {}): ITextRun => ({
  type: 'TextRun',
  text: wellFormed(text) || '–',
  ...look,
});
const block = (inlines: ITextRun[], close = false): IRichTextBlock => ({
  type: 'RichTextBlock',
  inlines,
  ...(close && { spacing: 'None' }),
});

/** A run of rich text is one line, so each line is a block of its own; an endless list of lines is one. */
function lines(text: string, look: Look = {}): IContainer {
  const all = text.split(/\r\n|[\r\n]/);
  const shown = all.length > MOST_LINES ? [all.join(' ')] : all;
  return {
    type: 'Container',
    items: shown.map((line, index) => block([run(line.trim() === '' ? '\u00a0' : line, look)], index > 0)),
  };
}

/** A sentence that has to be noticed, in words as well as in looks. */
const warning = (text: string): IRichTextBlock =>
  block([run('⚠ Warning: ', { weight: 'Bolder', color: 'Attention' }), run(text)]);

/** What was not right about a field. */
export const mistake = (text: string): IRichTextBlock =>
  block([run(`⚠ ${text}`, { weight: 'Bolder', color: 'Attention' })], true);

/** A field's hint, or a heading between fields. */
export const words = (text: string, look: Look): IContainer => lines(text, look);

const CUT_NOTE = warning('The rest is too long for Teams and is not shown here.');

const rowsOf = (buttons: readonly Button[]): Button[][] =>
  Array.from({ length: Math.ceil(buttons.length / BUTTONS_IN_ROW) }, (_, row) =>
    buttons.slice(row * BUTTONS_IN_ROW, (row + 1) * BUTTONS_IN_ROW),
  );
