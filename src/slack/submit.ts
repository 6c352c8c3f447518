import type { ViewResponseAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { Message } from '../chat/message.js';
import type { Ack, Answerer } from './answering.js';
import { submitCall } from './calls.js';
import type { SubmitBody } from './envelope.js';
import { valuesOf } from './fields.js';
import { toNotice } from './forms.js';
import { answerInTime } from './in-time.js';
import { errorsBeside, formAnew } from './resubmit.js';
import { replaceView } from './views.js';
import { words } from './words.js';

/** The view that follows, or the errors to set beside the fields of the one that is there, if it still is. */
type Next = { view: ModalView; errors?: Record<string, string> };

/** A form that was sent: what comes back is shown in the same modal. */
export async function answerSubmit(
  needs: Answerer,
  body: SubmitBody,
  ack: Ack<ViewResponseAction>,
): Promise<void> {
  const tell = (message: Message): Next => ({ view: toNotice(message, needs.seals, body.user.id) });
  await answerInTime<Next>({
    log: needs.log,
    ack: (next) => ack(next && responseOf(next)),
    work: () => submit(needs, body, tell),
    apology: tell,
    late: { first: tell(words.late), follow: (next) => follow(needs, body, next) },
  });
}

async function submit(needs: Answerer, body: SubmitBody, tell: (message: Message) => Next): Promise<Next> {
  const { view, user } = body;
  const { seals, dispatch, tenant } = needs;
  const carried = seals.openForm(user.id, view.callback_id, view.private_metadata);
  const values = carried && valuesOf(view.state.values, carried.names);
  if (!carried || !values) return tell(words.oldForm);

  const reply = await dispatch(submitCall(tenant, body, { context: carried.context, values }));
  if (reply.kind === 'message') return tell(reply.message);
  const errors = errorsBeside(reply.form, values, carried);
  return {
    view: formAnew(reply.form, values, { seals, user: user.id, turn: carried.turn + 1 }),
    ...(errors && { errors }),
  };
}

const responseOf = ({ view, errors }: Next): ViewResponseAction =>
  errors ? { response_action: 'errors', errors } : { response_action: 'update', view };

/** The real answer after a late one. */
async function follow(needs: Answerer, body: SubmitBody, next: Next | undefined): Promise<void> {
  if (next === undefined || (await replaceView(needs.clients, body.view.id, next.view))) return;
  needs.log.error({ event: 'slack-show', outcome: 'too-late' });
}
