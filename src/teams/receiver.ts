import type { IncomingMessage, ServerResponse } from 'node:http';
import { answer, readBody, readJson, readUtf8, Refused } from '../chat/body.js';
import type { Log } from '../shared/log.js';
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
  const underWay = new Set<Promise<void>>();
  return {
    handle(req: IncomingMessage, res: ServerResponse): void {
      const work = serve(needs, req, res);
      underWay.add(work);
      void work.finally(() => underWay.delete(work));
    },
    settled: async () => void (await Promise.allSettled(underWay)),
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
