import type { IActionSet, ISubmitAction } from '@microsoft/teams.cards';
import { wellFormed } from '../chat/fit.js';
import type { Button } from '../chat/message.js';
import type { CarriedPress } from './seals.js';

/** Signs what a button carries for the place where it is shown. */
export type Seal = (action: string, press: CarriedPress) => string;

/** In pixels, on a phone: Teams cuts the words of buttons that share a row too narrow for them. */
const ROW = 280;
const BESIDE_WORDS = 90;
const widthOf = ({ label }: Button): number => label.length * 7.5 + 34;

/** Whether it leaves a phone enough room for words beside it. */
export const isNarrow = (button: Button): boolean => widthOf(button) <= BESIDE_WORDS;

/** Buttons in their order, as many in a row as a phone has room for. */
export const drawButtons = (buttons: readonly Button[], seal: Seal): IActionSet[] =>
  rowsOf(buttons).map((row, index) => ({
    type: 'ActionSet',
    actions: row.map((button) => drawButton(button, seal)),
    ...(index > 0 && { spacing: 'Small' }),
  }));

function rowsOf(buttons: readonly Button[]): Button[][] {
  const rows: Button[][] = [];
  let left = 0;
  for (const button of buttons) {
    const width = widthOf(button);
    const row = width <= left ? rows.at(-1) : undefined;
    left = (row ? left : ROW) - width;
    if (row) row.push(button);
    else rows.push([button]);
  }
  return rows;
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
