import type { FakeView, Json } from './slack-workspace.js';

/** What a person fills in, by field: text, a choice's value or label, or several of them. */
export type Filled = Readonly<Record<string, string | readonly string[]>>;

type Option = { value: string; text: { text: string } };
type Element = Json & { type: string; action_id: string; options?: Option[] };

/**
 * The state Slack sends with a form: an entry for every input that the view really has, filled with what was typed or
 * else with what stood there. @throws for a value whose field or option is not there, as a person could not give it.
 */
export function stateOf(view: FakeView, filled: Filled): Json {
  const inputs = view.blocks.filter(({ type }) => type === 'input');
  const names = inputs.map((each) => String(each['block_id']));
  const strange = Object.keys(filled).find((name) => !names.includes(name));
  if (strange !== undefined)
    throw new Error(`“${view.title}” has no field “${strange}”, only: ${names.join(', ')}`);
  return Object.fromEntries(
    inputs.map((block) => {
      const element = block['element'] as Element;
      const name = String(block['block_id']);
      return [name, { [element.action_id]: { type: element.type, ...answerOf(element, filled[name]) } }];
    }),
  );
}

function answerOf(element: Element, typed: string | readonly string[] | undefined): Json {
  const pick = (wanted: string) => {
    const option = element.options?.find(({ value, text }) => value === wanted || text.text === wanted);
    if (!option)
      throw new Error(
        `“${wanted}” is not offered, only: ${(element.options ?? []).map(({ value }) => value).join(', ')}`,
      );
    return option;
  };
  switch (element.type) {
    case 'plain_text_input':
      return { value: typed ?? element['initial_value'] ?? null };
    case 'datepicker':
      return { selected_date: typed ?? element['initial_date'] ?? null };
    case 'static_select':
    case 'radio_buttons':
      return {
        selected_option: typeof typed === 'string' ? pick(typed) : (element['initial_option'] ?? null),
      };
    default: {
      const wanted = typeof typed === 'string' ? [typed] : typed;
      return { selected_options: wanted?.map(pick) ?? element['initial_options'] ?? [] };
    }
  }
}

/** The button with this label or action, the `nth` of them where there are several. @throws when it is not there. */
export function buttonIn(blocks: readonly Json[], labelOrAction: string, nth = 0): Json {
  const buttons = buttonsIn(blocks);
  const found = buttons.filter(
    (each) => labelOf(each) === labelOrAction || String(each['action_id']).split('#')[0] === labelOrAction,
  )[nth];
  if (!found)
    throw new Error(`there is no button “${labelOrAction}”, only: ${buttons.map(labelOf).join(', ')}`);
  return found;
}

/** Every button, in the order in which it is shown. */
const buttonsIn = (blocks: readonly Json[]): Json[] =>
  blocks.flatMap((block) =>
    [block['accessory'], ...((block['elements'] as Json[] | undefined) ?? [])].filter(
      (each): each is Json => (each as Json | undefined)?.['type'] === 'button',
    ),
  );

const labelOf = (button: Json): string => String((button['text'] as Json)['text']);

/** Everything a person reads in these blocks, a line for each piece. */
export function wordsIn(piece: unknown): string {
  if (Array.isArray(piece)) return piece.map(wordsIn).filter(Boolean).join('\n');
  if (typeof piece !== 'object' || piece === null) return '';
  return Object.entries(piece)
    .map(([key, value]) => (key === 'text' && typeof value === 'string' ? value : wordsIn(value)))
    .filter(Boolean)
    .join('\n');
}
