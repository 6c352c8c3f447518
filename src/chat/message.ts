/**
 * What Corridor says, before any platform has a say in how it looks.
 * `summary` is what a lock screen shows: a reference and a verb, never case text.
 */
export type Message = { summary: string; parts: readonly Part[] };

export type Part =
  | { kind: 'heading'; text: string }
  /** Corridor's own words. */
  | { kind: 'text'; text: string }
  /** Words a person typed: drawn as typed, never read as markup, never notifying anybody. */
  | { kind: 'quote'; text: string }
  | { kind: 'facts'; facts: readonly Fact[] }
  | { kind: 'list'; items: readonly ListItem[] }
  | { kind: 'buttons'; buttons: readonly Button[] }
  /** Small print; `warning` is drawn so that it is noticed, in words as well as in looks. */
  | { kind: 'note'; text: string; tone?: 'plain' | 'warning' }
  /** Plain text for the reader to copy into another system, such as the patient's record. */
  | { kind: 'copy'; label: string; text: string }
  | ({ kind: 'chart' } & Chart);

/**
 * A few series of counts over the same columns, oldest first. `words` says what there is to see, so that nobody needs
 * the picture; a room draws bars or, where it cannot, the numbers. At most 19 columns, Slack's limit for a table.
 */
export type Chart = {
  title: string;
  words: string;
  columns: readonly string[];
  rows: readonly { label: string; values: readonly number[] }[];
};

export type Fact = { label: string; value: string };

/** One line of work: what it is, what is said about it, and at most one button. */
export type ListItem = { text: string; note?: string; button?: Button };

/**
 * `action` names the handler (`referrals.take`), `value` carries ids for it and is signed by the platform room,
 * so that a card copied elsewhere does nothing. `confirm` is asked before anything that discloses or destroys.
 */
export type Button = {
  action: string;
  label: string;
  value: string;
  tone?: 'primary' | 'danger';
  confirm?: { title: string; text: string; yes: string; no: string };
};

/** The shortest Message: one sentence. Only for sentences without case text, since it is also the summary. */
export const sentence = (text: string): Message => ({ summary: text, parts: [{ kind: 'text', text }] });

/** The same words whether a reference is another partnership's, was removed, or never was. */
export const notFound = (): Message =>
  sentence('You do not have access to that reference, or it does not exist.');
