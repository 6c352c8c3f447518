import type { Button as SlackButton, KnownBlock, RichTextBlock, RichTextBlockElement } from '@slack/types';
import type { Button, Chart, ListItem, Message, Part } from '../chat/message.js';
import { fitting } from '../chat/fit.js';
import { LIMITS } from './limits.js';
import { fit, plainText, summaryText } from './text.js';

/** Signs a button's value for the place where it is shown. */
export type Seal = (action: string, value: string) => string;

/** How much a surface holds. */
export type Room = { blocks: number; characters: number };
const MESSAGE_ROOM: Room = { blocks: LIMITS.blocksInMessage, characters: LIMITS.charactersInMessage };
export const VIEW_ROOM: Room = { blocks: LIMITS.blocksInView, characters: LIMITS.charactersInView };

/**
 * A message as Slack takes it. Words go only into plain text and rich text, which Slack never reads as markup,
 * so nothing that a person typed can link, notify or format.
 */
export function toSlackMessage(message: Message, seal: Seal): { text: string; blocks: KnownBlock[] } {
  return { text: summaryText(message.summary), blocks: toBlocks(message.parts, seal, MESSAGE_ROOM) };
}

/** The parts as blocks. What does not fit is left out at the end, and said to be; buttons are the last to go. */
export function toBlocks(parts: readonly Part[], seal: Seal, room: Room): KnownBlock[] {
  const drawn = parts.flatMap((part) =>
    drawPart(part, seal).map((block) => pieceOf(block, part.kind === 'buttons')),
  );
  return fitting(drawn, pieceOf(CUT_NOTE, true), [room.blocks, room.characters]);
}

const pieceOf = (piece: KnownBlock, stays: boolean) => ({ piece, stays, size: [1, sizeOf(piece)] });

function drawPart(part: Part, seal: Seal): KnownBlock[] {
  switch (part.kind) {
    case 'heading':
      return [{ type: 'header', text: plainText(part.text, LIMITS.header) }];
    case 'text':
      return [{ type: 'section', text: plainText(part.text, LIMITS.sectionText) }];
    case 'quote':
      return [richText({ type: 'rich_text_quote', elements: [plain(part.text)] })];
    case 'facts':
      return part.facts.length === 0
        ? []
        : [richText({ type: 'rich_text_section', elements: factsOf(part) })];
    case 'list':
      return part.items.map((item) => drawItem(item, seal));
    case 'buttons':
      return rowsOf(part.buttons).map((row) => ({
        type: 'actions',
        elements: row.map((button, index) => drawButton(button, index, seal)),
      }));
    case 'note':
      if (part.tone !== 'warning')
        return [{ type: 'context', elements: [plainText(part.text, LIMITS.contextText)] }];
      return [warning(part.text)];
    case 'copy':
      return [
        richText(
          { type: 'rich_text_section', elements: [bold(part.label)] },
          { type: 'rich_text_preformatted', elements: [plain(part.text)] },
        ),
      ];
    case 'chart':
      return drawChart(part);
  }
}

/** The words, and the numbers themselves: what Slack draws charts of has not reached every workspace. */
function drawChart({ title, words, columns, rows }: Chart): KnownBlock[] {
  const cell = (text: string) => ({ type: 'raw_text', text: fit(text, LIMITS.tableCell) }) as const;
  const shown = columns.slice(-LIMITS.tableColumns + 1);
  const line = (label: string, values: readonly string[]) => [
    cell(label),
    ...values.slice(-shown.length).map(cell),
  ];
  return [
    { type: 'section', text: plainText(`${title}: ${words}`, LIMITS.sectionText) },
    {
      type: 'table',
      rows: [line(title, shown), ...rows.map(({ label, values }) => line(label, values.map(String)))],
    },
  ];
}

function factsOf({ facts }: Extract<Part, { kind: 'facts' }>) {
  return facts.flatMap(({ label, value }, index) => [
    bold(`${fit(label, LIMITS.header)}: `),
    plain(index === facts.length - 1 ? value : `${fit(value, LIMITS.richText - 1)}\n`),
  ]);
}

function drawItem({ text, note, button }: ListItem, seal: Seal): KnownBlock {
  const words = note === undefined ? text : `${text}\n${note}`;
  return {
    type: 'section',
    text: plainText(words, LIMITS.sectionText),
    ...(button && { accessory: drawButton(button, 0, seal) }),
  };
}

function drawButton(button: Button, index: number, seal: Seal): SlackButton {
  const { action, label, value, tone, confirm } = button;
  const sealed = seal(action, value);
  if (sealed.length > LIMITS.buttonValue)
    throw new RangeError(`the value of ${action} is too long for Slack`);
  return {
    type: 'button',
    // Two buttons in one row may share an action but not an action id.
    action_id: index === 0 ? action : `${action}#${index}`,
    text: plainText(label, LIMITS.buttonText),
    value: sealed,
    ...(tone && { style: tone }),
    ...(confirm && {
      confirm: {
        title: plainText(confirm.title, LIMITS.confirmTitle),
        text: plainText(confirm.text, LIMITS.confirmText),
        confirm: plainText(confirm.yes, LIMITS.confirmButton),
        deny: plainText(confirm.no, LIMITS.confirmButton),
        ...(tone === 'danger' && { style: tone }),
      },
    }),
  };
}

/** The action a press was for, from the action id that `drawButton` made. */
export const actionOf = (actionId: string): string => actionId.split('#')[0] ?? actionId;

const rowsOf = (buttons: readonly Button[]): Button[][] =>
  Array.from({ length: Math.ceil(buttons.length / LIMITS.actionsElements) }, (_, row) =>
    buttons.slice(row * LIMITS.actionsElements, (row + 1) * LIMITS.actionsElements),
  );

const warning = (text: string) =>
  richText({ type: 'rich_text_section', elements: [bold('⚠ Warning: '), plain(text)] });

const plain = (text: string) => ({ type: 'text', text: fit(text, LIMITS.richText) }) as const;
const bold = (text: string) => ({ ...plain(text), style: { bold: true } }) as const;
const richText = (...elements: RichTextBlockElement[]): RichTextBlock => ({ type: 'rich_text', elements });

const CUT_NOTE = warning('The rest is too long for Slack and is not shown here.');

/** The characters a block shows. */
function sizeOf(piece: unknown): number {
  if (typeof piece !== 'object' || piece === null) return 0;
  return Object.entries(piece).reduce(
    (sum, [key, value]) => sum + (key === 'text' && typeof value === 'string' ? value.length : sizeOf(value)),
    0,
  );
}
