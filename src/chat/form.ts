import type { Part } from './message.js';

/**
 * A form on one screen. `context` is opaque to the platform, which signs it and hands it back with the answers.
 * Fields after the first five belong under a heading of their own (`more`), optional or filled in already.
 * `errors` (by field name) come back with what was typed still in place.
 */
export type Form = {
  action: string;
  context: string;
  /** At most 24 characters, Slack's limit, which is a good limit anyway. */
  title: string;
  /** The button that sends it: at most 24 characters. */
  submit: string;
  intro: readonly Part[];
  fields: readonly Field[];
  more?: { heading: string; fields: readonly Field[] };
  errors?: FieldErrors;
};

export type FieldErrors = Readonly<Record<string, string>>;

/** What came back: text and single choices as a string, several choices as a list; absent when left empty. */
export type Values = Readonly<Record<string, string | readonly string[] | undefined>>;

export type Field = { name: string; label: string; hint?: string; required: boolean } & (
  | { kind: 'text'; lines: 'one' | 'many'; max: number; value?: string }
  | { kind: 'choice'; options: readonly Option[]; value?: string }
  | { kind: 'choices'; options: readonly Option[]; values?: readonly string[] }
  /** A calendar day, `YYYY-MM-DD`. */
  | { kind: 'date'; value?: string }
);

/** `note` is shown beside the label: at most 75 characters, as the label. */
export type Option = { value: string; label: string; note?: string };
