import type { IAdaptiveCard } from '@microsoft/teams.cards';
import { z } from 'zod';
import type { Dispatch, Reply } from '../chat/call.js';
import { answerWithin } from '../chat/in-time.js';
import type { Message } from '../chat/message.js';
import type { Person } from '../chat/place.js';
import { refilled } from '../chat/refill.js';
import { newId } from '../shared/ids.js';
import type { Log } from '../shared/log.js';
import type { Activity } from './activity.js';
import { askedBy, chosenFrom, type Asked } from './asked.js';
import { CARD } from './connector.js';
import { toConfirmCard, toFormCard, toNoticeCard, type Showing } from './forms.js';
import { personOf } from './places.js';
import type { Seals } from './seals.js';
import type { Whisper } from './whisper.js';
import { ourFault, words } from './words.js';

export type InvokeNeeds = { dispatch: Dispatch; seals: Seals; whisper: Whisper; log: Log };

/** Teams gives up on a dialog after five seconds, and tells the person that the app failed. */
const TEAMS = { room: 'teams', withinMs: 4_000, ourFault } as const;

const Value = z.looseObject({ data: z.unknown().optional() });
const Executed = z.looseObject({ action: z.looseObject({ data: z.unknown().optional() }) });

/** What a dialog shows. */
type Shown = { title: string; card: IAdaptiveCard };

/** Answers what waits for an answer. @returns the status and body; 501 for what Corridor does not offer */
export async function answerInvoke(
  needs: InvokeNeeds,
  activity: Activity,
  answer: (status: number, body?: unknown) => void,
): Promise<void> {
  const person = personOf(activity);
  const asked = person && askedOf(needs, activity, person);
  if (!person || !asked) return answer(person ? 501 : 403);
  const inDialog = activity.name !== 'adaptiveCard/action';
  const showing = { seals: needs.seals, tenant: person.tenant, user: person.user, once: newId() };
  const show = (reply: Reply): Shown =>
    reply.kind === 'form'
      ? { title: reply.form.title, card: toFormCard(reply.form, showing) }
      : notice(reply.message, showing);
  await answerWithin<Shown>(TEAMS, {
    log: needs.log,
    ack: async (shown) => answer(200, bodyOf(shown ?? notice(words.oldButton, showing), inDialog)),
    work: async () => {
      if (asked.kind === 'confirm')
        return { title: asked.confirm.title, card: toConfirmCard(asked.confirm, asked, showing) };
      return show(await replyTo(needs.dispatch, asked));
    },
    apology: (message) => notice(message, showing),
    late: {
      first: notice(words.late, showing),
      follow: async (shown) => {
        if (shown) await needs.whisper(activity, person, shown.card);
      },
    },
  });
}

/** Null for an invoke that Corridor does not know. */
function askedOf({ seals }: InvokeNeeds, activity: Activity, person: Person): Asked | null {
  switch (activity.name) {
    case 'task/fetch':
    case 'task/submit':
    case 'composeExtension/submitAction':
      return askedBy(seals, activity, person, Value.safeParse(activity.value).data?.data);
    case 'adaptiveCard/action':
      return askedBy(seals, activity, person, Executed.safeParse(activity.value).data?.action.data);
    case 'composeExtension/fetchTask':
      return chosenFrom(activity, person);
    case undefined:
    default:
      return null;
  }
}

/** Asks the features. A form that comes back with errors shows what was typed. */
export async function replyTo(
  dispatch: Dispatch,
  asked: Exclude<Asked, { kind: 'confirm' }>,
): Promise<Reply> {
  if (asked.kind === 'old-button') return { kind: 'message', message: words.oldButton };
  if (asked.kind === 'old-form') return { kind: 'message', message: words.oldForm };
  const reply = await dispatch(asked.call);
  if (reply.kind !== 'form' || asked.call.kind !== 'submit') return reply;
  return { kind: 'form', form: refilled(reply.form, asked.call.values) };
}

const notice = (message: Message, showing: Showing): Shown => ({
  title: words.title,
  card: toNoticeCard(message, showing),
});

const bodyOf = ({ title, card }: Shown, inDialog: boolean) =>
  inDialog
    ? {
        task: {
          type: 'continue',
          value: { title, width: 'medium', height: 'large', card: { contentType: CARD, content: card } },
        },
      }
    : { statusCode: 200, type: CARD, value: card };
