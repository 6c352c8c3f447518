import type { App, BlockAction, GlobalShortcut, MessageShortcut, ViewSubmitAction } from '@slack/bolt';
import type { Answerer } from './answering.js';
import { answerCommand, answerShortcut } from './commands.js';
import type { CommandBody, PickedBody, PressBody, ShortcutBody, SubmitBody } from './envelope.js';
import { answerPicked } from './picked.js';
import { answerPress } from './press.js';
import { answerSubmit } from './submit.js';

/**
 * One listener for each kind of thing Bolt knows, since Bolt walks through every listener for every request.
 * The envelope has been checked by our own schemas before Bolt sees it: from here on its types are ours.
 */
export function listen(app: App, needs: Answerer): void {
  app.command(/^/, ({ body, ack }) => answerCommand(needs, checked<CommandBody>(body), ack));
  app.shortcut<GlobalShortcut | MessageShortcut>(/^/, ({ body, ack }) =>
    body.type === 'shortcut'
      ? answerShortcut(needs, checked<ShortcutBody>(body), ack)
      : answerPicked(needs, checked<PickedBody>(body), ack),
  );
  app.action<BlockAction>(/^/, ({ body, ack }) => answerPress(needs, checked<PressBody>(body), ack));
  app.view<ViewSubmitAction>(/^/, ({ body, ack }) => answerSubmit(needs, checked<SubmitBody>(body), ack));
  // Bolt waits three seconds after an error handler that only returns.
  app.error((error) => Promise.reject(error));
}

const checked = <T>(body: unknown): T => body as T;
