import type { IncomingMessage, ServerResponse } from 'node:http';
import { answer, readBody, readJson, readUtf8, Refused } from '../chat/body.js';
import type { Log } from '../shared/log.js';
import { createUnderWay } from '../chat/under-way.js';
import { readActivity, type Activity } from './activity.js';
import type { Gate } from './gate.js';

type Needs = {
  gate: Gate;
  log: Log;
  /** Keeps what nobody waits for. */
  accept: (activity: Activity) => Promise<void>;
  invoke: (activity: Activity, answer: (status: number, body?: unknown) => void) => Promise<void>;
};

/** Takes what Teams sends: the token first, then the body, then what it is. Nothing that goes wrong leaves it. */
export function createReceiver(needs: Needs) {
  const { track, finish } = createUnderWay();
  return {
    handle: (req: IncomingMessage, res: ServerResponse) => void track(serve(needs, req, res)),
    finish,
  };
}

async function serve(
  { gate, log, accept, invoke }: Needs,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  try {
    if (req.method !== 'POST') throw new Refused(404);
    const claims = await gate.checkToken(req.headers.authorization);
    const activity = readActivity(readJson(readUtf8(await readBody(req))));
    gate.checkBody(claims, activity);
    if (activity.type === 'invoke')
      return await invoke(activity, (status, body) => answer(req, res, status, body));
    await accept(activity);
    answer(req, res, 200);
  } catch (error) {
    if (!(error instanceof Refused)) log.error({ event: 'teams-request' }, error);
    answer(req, res, error instanceof Refused ? error.status : 500);
  }
}
