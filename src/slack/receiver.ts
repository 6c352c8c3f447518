import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Receiver, ReceiverEvent } from '@slack/bolt';
import type { Clock } from '../shared/clock.js';
import type { Log } from '../shared/log.js';
import { answer, readBody, Refused } from '../chat/body.js';
import { createUnderWay } from '../chat/under-way.js';
import { arrivalOf, decode, type EventBody } from './envelope.js';
import { isSigned } from './signature.js';

type Needs = {
  signingSecret: string;
  /** The workspace this room serves, and its own app's id where Slack has told it. */
  team: string;
  app: string | undefined;
  clock: Clock;
  log: Log;
  /** Stores an event that means something to us; a throw makes Slack deliver it again. */
  accept: (body: EventBody) => Promise<void>;
};

type Bolt = { processEvent(event: ReceiverEvent): Promise<void> };

/** Deals with a body whose sender is known. @throws Refused for another workspace's, or what Slack does not send. */
export type Take = (body: unknown, ack: (answer?: unknown) => Promise<void>) => Promise<void>;

/**
 * Bolt's own receivers answer an event before anybody could store it, accept replays from the future and fall over odd
 * bodies. This one stores first, refuses at once, and hands Bolt what is left.
 */
export function createReceiver(needs: Needs) {
  let bolt: Bolt | undefined;
  const { track, finish } = createUnderWay();
  const take: Take = async (body, ack) => {
    const arrival = arrivalOf(body);
    if (arrival.kind === 'check') return await ack(arrival.challenge);
    if (arrival.kind === 'ignored') {
      needs.log.info({ event: 'slack-ignored', kind: arrival.type.slice(0, 64) });
      return await ack();
    }
    if (arrival.team !== needs.team || isOtherApp(needs.app, arrival.app)) throw new Refused(401);
    if (arrival.kind === 'interaction') return await bolt?.processEvent({ body: arrival.body, ack });
    await needs.accept(arrival.body);
    await ack();
  };
  const receiver: Receiver = {
    init: (app) => void (bolt = app),
    start: async () => undefined,
    stop: async () => undefined,
  };
  return {
    /** What Bolt is given. */
    receiver,
    handle: (req: IncomingMessage, res: ServerResponse) => void track(serve(needs, take, req, res)),
    take: ((body, ack) => track(take(body, ack))) satisfies Take,
    finish,
  };
}

async function serve(needs: Needs, take: Take, req: IncomingMessage, res: ServerResponse): Promise<void> {
  try {
    if (req.method !== 'POST') throw new Refused(404);
    const raw = await readBody(req);
    const type = req.headers['content-type'] ?? '';
    if (isConnectionCheck(raw, type)) return answer(req, res, 200);
    if (!isSigned(needs.signingSecret, req.headers, raw, needs.clock.now())) throw new Refused(401);
    await take(decode(raw, type), async (body) => answer(req, res, 200, body));
    answer(req, res, 404); // only if nobody has answered
  } catch (error) {
    if (!(error instanceof Refused)) needs.log.error({ event: 'slack-request' }, error);
    answer(req, res, error instanceof Refused ? error.status : 500);
  }
}

const isOtherApp = (own: string | undefined, app: string | undefined) =>
  own !== undefined && app !== undefined && app !== own;

/** Slack tries the address with an unsigned request now and then; nothing else in it is looked at. */
const isConnectionCheck = (raw: Buffer, type: string): boolean =>
  type.startsWith('application/x-www-form-urlencoded') &&
  raw.length < 10_000 &&
  new URLSearchParams(raw.toString()).get('ssl_check') === '1';
