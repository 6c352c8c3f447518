import type { Consultation, Priority, Source } from '../rules/consultation.js';
import type { State } from '../rules/states.js';

type Row = Omit<Consultation, 'state' | 'source' | 'issues' | 'priority'> & {
  state: string;
  source: string;
  issues: unknown;
  priority: string;
};

/** The consultation that a row stands for. Only this room writes these columns, so their keys are trusted. */
export const consultationOf = (row: Row): Consultation => ({
  ...row,
  state: row.state as State,
  source: row.source as Source,
  issues: row.issues as string[],
  priority: row.priority as Priority,
});
