import { z } from 'zod';
import { LIMITS } from '../../src/slack/limits.js';

/**
 * What the real Slack would refuse, and what Corridor has promised never to send. Strict: an unknown field, block or
 * element is an error, and so is markup anywhere, since users' words go only into plain and rich text.
 */
const plain = (max: number) =>
  z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(max).refine(isWhole, 'broken characters'),
    emoji: z.boolean().optional(),
  });

function isWhole(text: string): boolean {
  return !/\p{Surrogate}|\0/u.test(text) && text.trim() !== '';
}

const id = z.string().min(1).max(LIMITS.identifier);
const style = z.enum(['primary', 'danger']).optional();

const Confirm = z.strictObject({
  title: plain(LIMITS.confirmTitle),
  text: plain(LIMITS.confirmText),
  confirm: plain(LIMITS.confirmButton),
  deny: plain(LIMITS.confirmButton),
  style,
});

const Button = z.strictObject({
  type: z.literal('button'),
  action_id: id,
  text: plain(LIMITS.buttonText),
  value: z.string().min(1).max(LIMITS.buttonValue),
  style,
  confirm: Confirm.optional(),
});

const Option = z.strictObject({
  value: z.string().min(1).max(LIMITS.optionText),
  text: plain(LIMITS.optionText),
  description: plain(LIMITS.optionText).optional(),
});

const oneOf = (type: string, max: number) =>
  z
    .strictObject({
      type: z.literal(type),
      action_id: id,
      options: z.array(Option).min(1).max(max),
      initial_option: Option.optional(),
    })
    .refine(({ options, initial_option: initial }) => !initial || offers(options, initial));

const someOf = (type: string, max: number) =>
  z
    .strictObject({
      type: z.literal(type),
      action_id: id,
      options: z.array(Option).min(1).max(max),
      initial_options: z.array(Option).min(1).optional(),
    })
    .refine(({ options, initial_options: initial = [] }) => initial.every((each) => offers(options, each)));

const offers = (options: readonly unknown[], chosen: unknown) =>
  options.some((each) => JSON.stringify(each) === JSON.stringify(chosen));

const Input = z.strictObject({
  type: z.literal('input'),
  block_id: id,
  label: plain(LIMITS.label),
  hint: plain(LIMITS.hint).optional(),
  optional: z.boolean().optional(),
  element: z.union([
    z
      .strictObject({
        type: z.literal('plain_text_input'),
        action_id: id,
        multiline: z.boolean().optional(),
        max_length: z.number().int().min(1).max(LIMITS.inputValue),
        initial_value: z.string().max(LIMITS.inputValue).optional(),
      })
      .refine(({ initial_value = '', max_length }) => initial_value.length <= max_length),
    oneOf('static_select', LIMITS.options),
    oneOf('radio_buttons', LIMITS.optionsAtOnce),
    someOf('multi_static_select', LIMITS.options),
    someOf('checkboxes', LIMITS.optionsAtOnce),
    z.strictObject({
      type: z.literal('datepicker'),
      action_id: id,
      initial_date: z.iso.date().optional(),
    }),
  ]),
});

const RichElement = z.strictObject({
  type: z.literal('text'),
  text: z.string().min(1).max(LIMITS.richText).refine(isWhole, 'broken characters'),
  style: z.strictObject({ bold: z.literal(true) }).optional(),
});

const Shown = z.union([
  z.strictObject({
    type: z.literal('section'),
    text: plain(LIMITS.sectionText),
    accessory: Button.optional(),
  }),
  z.strictObject({ type: z.literal('header'), text: plain(LIMITS.header) }),
  z.strictObject({ type: z.literal('divider') }),
  z.strictObject({
    type: z.literal('table'),
    rows: z
      .array(
        z
          .array(z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1) }))
          .max(LIMITS.tableColumns),
      )
      .min(1)
      .max(LIMITS.tableRows),
  }),
  z.strictObject({
    type: z.literal('context'),
    elements: z.array(plain(LIMITS.contextText)).min(1).max(LIMITS.contextElements),
  }),
  z
    .strictObject({
      type: z.literal('actions'),
      elements: z.array(Button).min(1).max(LIMITS.actionsElements),
    })
    .refine(({ elements }) => isUnique(elements.map((each) => each.action_id)), 'action ids must differ'),
  z.strictObject({
    type: z.literal('rich_text'),
    elements: z
      .array(
        z.strictObject({
          type: z.enum(['rich_text_section', 'rich_text_quote', 'rich_text_preformatted']),
          elements: z.array(RichElement).min(1),
        }),
      )
      .min(1),
  }),
]);

const isUnique = (ids: readonly string[]) => new Set(ids).size === ids.length;

const Said = z
  .strictObject({
    text: z
      .string()
      .min(1)
      .max(LIMITS.summary)
      .refine((text) => !/[<>]/.test(text), 'live markup in the summary'),
    blocks: z.array(Shown).max(LIMITS.blocksInMessage),
  })
  .refine(({ blocks }) => charactersIn(blocks) <= LIMITS.charactersInMessage, 'msg_blocks_too_long');

const charactersIn = (blocks: unknown): number =>
  [...JSON.stringify(blocks).matchAll(/"text":"((?:[^"\\]|\\.)*)"/g)].reduce(
    (sum, [, text]) => sum + (JSON.parse(`"${text}"`) as string).length,
    0,
  );

const Views = z.union([
  z
    .strictObject({
      type: z.literal('modal'),
      title: plain(LIMITS.viewTitle),
      close: plain(LIMITS.viewButton).optional(),
      submit: plain(LIMITS.viewButton).optional(),
      callback_id: z.string().max(LIMITS.identifier).optional(),
      private_metadata: z.string().max(LIMITS.privateMetadata).optional(),
      blocks: z.array(z.union([Input, Shown])).max(LIMITS.blocksInView),
    })
    .refine(({ submit, blocks }) => submit || !blocks.some(({ type }) => type === 'input'), 'no submit')
    .refine(({ blocks }) => isUnique(blocks.flatMap((each) => ('block_id' in each ? [each.block_id] : [])))),
  z.strictObject({ type: z.literal('home'), blocks: z.array(Shown).max(LIMITS.blocksInView) }),
]);

/** @returns what is wrong with a message's text and blocks, or null. */
export const wrongWithMessage = (message: unknown): string | null => wrongWith(Said, message);

/** @returns what is wrong with a modal or home page, or null. */
export const wrongWithView = (view: unknown): string | null =>
  JSON.stringify(view ?? null).length > 250_000 ? 'the view is over 250 kB' : wrongWith(Views, view);

function wrongWith(schema: z.ZodType, value: unknown): string | null {
  const read = schema.safeParse(value);
  return read.success ? null : z.prettifyError(read.error);
}
