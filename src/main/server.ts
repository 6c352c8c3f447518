import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Probes } from './probes.js';

export type ServerNeeds = {
  web: (req: IncomingMessage, res: ServerResponse) => void;
  slack: ((req: IncomingMessage, res: ServerResponse) => void) | null;
  teams: ((req: IncomingMessage, res: ServerResponse) => void) | null;
  probes: Pick<Probes, 'ready' | 'metrics'>;
};

const SLOWEST_REQUEST_MS = 10_000;

/** The one HTTP server: health and figures, the platforms, and everything else is the web room’s. */
export function createHttpServer(needs: ServerNeeds): Server {
  const answer = (res: ServerResponse, status: number, text: string) =>
    res
      .writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
      .end(text);

  const server = createServer(
    { requestTimeout: SLOWEST_REQUEST_MS, headersTimeout: SLOWEST_REQUEST_MS },
    (req, res) => {
      const path = (req.url ?? '').split('?')[0];
      if (path === '/healthz') return void answer(res, 200, 'alive\n');
      if (path === '/readyz')
        return void needs.probes.ready().then(({ ok, text }) => answer(res, ok ? 200 : 503, text));
      if (path === '/metrics')
        return void needs.probes.metrics().then(
          (text) => answer(res, 200, text),
          () => answer(res, 503, 'the database does not answer\n'),
        );
      if (path === '/slack/events' && needs.slack) return needs.slack(req, res);
      if (path === '/teams/messages' && needs.teams) return needs.teams(req, res);
      return needs.web(req, res);
    },
  );
  return server;
}

/** Starts listening. @throws with a plain sentence when the port is taken. */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new ServerError(
              `PORT: ${port} is taken on ${host}. Stop the other program, or set PORT to a free one.`,
            )
          : error,
      ),
    );
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

/** The server cannot listen where it was told to. */
class ServerError extends Error {
  override name = 'ServerError';
}

/** Takes no new connection and waits for the requests under way, at most `withinMs`. */
export function close(server: Server, withinMs: number): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => server.closeAllConnections(), withinMs);
    server.close(() => {
      clearTimeout(late);
      resolve();
    });
    server.closeIdleConnections();
  });
}
