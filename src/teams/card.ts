import type { IAdaptiveCard, IContainer, IRichTextBlock, ITextRun } from '@microsoft/teams.cards';
import { cutTo, fitting, wellFormed } from '../chat/fit.js';
import type { Chart, ListItem, Message, Part } from '../chat/message.js';
import { drawButtons, isNarrow, type Seal } from './buttons.js';
import { CARD, type Outgoing } from './connector.js';

export type Element = IAdaptiveCard['body'][number];

/** Teams takes 100 KB, counted as UTF-16: 80 KB is 40,960 units, of which some are the envelope's. */
const MOST_UNITS = 39_000;
const MOST_LINES = 100;
const MOST_IN_SUMMARY = 250;
/** A heading longer than this is a sentence, and is set like one. */
const MOST_IN_LARGE = 60;

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
      return [block([run(part.text, headingLook(part.text))])];
    case 'text':
      return [lines(part.text)];
    case 'quote':
      return [{ ...lines(part.text), style: 'emphasis' }];
    case 'facts':
      return closeAfterFirst(
        part.facts.map(({ label, value }) => block([run(`${label}: `, { weight: 'Bolder' }), run(value)])),
      );
    case 'list':
      return part.items.flatMap((item) => drawItem(item, seal));
    case 'buttons':
      return drawButtons(part.buttons, seal);
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
    ...rows.map(({ label, values }) =>
      close(lines(`${label}, ${span}: ${values.join(', ')}`, { size: 'Small' })),
    ),
  ];
}

/** A button stands beside its words, or below them where they would be left too little room. */
function drawItem({ text, note, button }: ListItem, seal: Seal): Element[] {
  const words = [
    lines(text),
    ...(note === undefined ? [] : [close(lines(note, { size: 'Small', isSubtle: true }))]),
  ];
  const actions = button ? drawButtons([button], seal) : [];
  const isBeside = button !== undefined && isNarrow(button);
  if (!isBeside) return [{ type: 'Container', separator: true, items: [...words, ...actions] }];
  return [
    {
      type: 'ColumnSet',
      separator: true,
      columns: [
        { type: 'Column', width: 'stretch', items: words },
        { type: 'Column', width: 'auto', items: actions },
      ],
    },
  ];
}

type Look = Omit<ITextRun, 'type' | 'text'>;
const headingLook = (text: string): Look =>
  text.length > MOST_IN_LARGE ? { weight: 'Bolder' } : { size: 'Large', weight: 'Bolder' };
const run = (text: string, look: Look = {}): ITextRun => ({
  type: 'TextRun',
  text: wellFormed(text) || '–',
  ...look,
});
const block = (inlines: ITextRun[]): IRichTextBlock => ({ type: 'RichTextBlock', inlines });

/** Straight below what stands above it. */
const close = <E extends Element>(element: E): E => ({ ...element, spacing: 'None' });
const closeAfterFirst = <E extends Element>(elements: readonly E[]): E[] =>
  elements.map((each, index) => (index > 0 ? close(each) : each));

/** A run of rich text is one line, so each line is a block of its own; an endless list of lines is one. */
function lines(text: string, look: Look = {}): IContainer {
  const all = text.split(/\r\n|[\r\n]/);
  const shown = all.length > MOST_LINES ? [all.join(' ')] : all;
  return {
    type: 'Container',
    items: closeAfterFirst(shown.map((line) => block([run(line.trim() === '' ? '\u00a0' : line, look)]))),
  };
}

/** A sentence that has to be noticed, in words as well as in looks. */
const warning = (text: string): IRichTextBlock =>
  block([run('⚠ Warning: ', { weight: 'Bolder', color: 'Attention' }), run(text)]);

/** What was not right about a field. */
export const mistake = (text: string): IRichTextBlock =>
  close(block([run(`⚠ ${text}`, { weight: 'Bolder', color: 'Attention' })]));

/** A field's hint. */
export const hint = (text: string): IContainer => ({
  ...lines(text, { size: 'Small', isSubtle: true }),
  spacing: 'Small',
});

/** A heading between fields. */
export const between = (text: string): IContainer => ({
  ...lines(text, { size: 'Medium', weight: 'Bolder' }),
  separator: true,
  spacing: 'ExtraLarge',
});

const CUT_NOTE = warning('The rest is too long for Teams and is not shown here.');
