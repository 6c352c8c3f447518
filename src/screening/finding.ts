import type { Confidence, Kind } from './kinds.js';

/** A stretch of a text that could identify someone, in UTF-16 units of the text as typed. */
export type Finding = { kind: Kind; start: number; end: number; confidence: Confidence; why: string };

/** Where a finding stands and what it is, all that is needed to replace it. */
export type Place = Pick<Finding, 'kind' | 'start' | 'end'>;
