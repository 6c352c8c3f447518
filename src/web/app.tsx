import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import type { PlatformDoor } from '../chat/platform.js';
import { createAssets } from './assets.js';
import { createWebDoor } from './door.js';
import { protect } from './guard.js';
import type { Looks } from './layout.js';
import type { WebNeeds } from './needs.js';
import { SentencePage } from './pages/sentence.js';
import { localWorkspace } from './workspace.js';

export type WebRoom = {
  handle(request: IncomingMessage, response: ServerResponse): void;
  door: PlatformDoor;
};

const PRACTICE =
  'A practice workspace on your own machine. Everybody in it is invented. Please keep it that way.';

/**
 * The third door. With `needs.local` it is the workspace in which one may act as anybody; without, a page that says
 * where Corridor is to be found. Whoever mounts it decides who can reach it: nobody is asked to sign in.
 */
export function createWeb(needs: WebNeeds): WebRoom {
  const { routes, ...assets } = createAssets();
  const looks = {
    ...assets,
    foot: needs.local ? PRACTICE : 'Corridor: health staff and free legal advice, in touch.',
  };
  const app = new Hono();
  app.use(protect);
  app.route('/', routes);
  if (needs.local) app.route('/', localWorkspace({ ...needs, local: needs.local, looks }));
  else app.route('/', closedDoor(looks));
  app.notFound((context) =>
    context.html(
      <SentencePage
        title="Nothing here"
        text="This page does not exist, or it is not yours."
        looks={looks}
        back={{ href: '/', label: 'Go to the start' }}
      />,
      404,
    ),
  );
  app.onError((fault, context) => {
    needs.log.error({ event: 'web.failed', status: 500 }, fault);
    const text =
      'Something went wrong on our side. It may have been saved: look at the messages before you send it again.';
    const back = { href: '/', label: 'Go to the start' };
    return context.html(
      <SentencePage title="That did not work" text={text} looks={looks} back={back} />,
      500,
    );
  });
  const listen = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  return { handle: (request, response) => void listen(request, response), door: createWebDoor() };
}

function closedDoor(looks: Looks): Hono {
  const text = 'Corridor is running. It answers in your chat: type “help” to it there.';
  const back = { href: '/', label: 'Look again' };
  return new Hono().get('/', (context) =>
    context.html(<SentencePage title="Corridor" text={text} looks={looks} back={back} />),
  );
}
