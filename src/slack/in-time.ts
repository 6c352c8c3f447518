import { answerWithin, type Answering } from '../chat/in-time.js';
import { ourFault } from './words.js';

/** Slack gives up after three seconds and tells the person that the app failed. */
const SLACK = { room: 'slack', withinMs: 2_500, ourFault } as const;

/** Does the work and acknowledges with its answer: always once, always in Slack's time, whatever happens. */
export const answerInTime = <A>(answering: Answering<A>): Promise<void> => answerWithin(SLACK, answering);
