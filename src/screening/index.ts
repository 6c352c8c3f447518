/** The one door of the identifier screen. Nothing else in this room is meant to be imported from outside. */
export type { Finding } from './finding.js';
export { isHard, label, type Confidence, type Kind } from './kinds.js';
export { rareCombination } from './rare.js';
export { redact } from './redact.js';
export { inspect, redactAll, screen } from './screen.js';
export { suggest } from './suggest.js';
