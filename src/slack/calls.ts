import { splitWordOrHelp } from '../chat/asked.js';
import type { Command, Picked, Press, Submit } from '../chat/call.js';
import type { Place } from '../chat/place.js';
import type { CommandBody, PickedBody, PressBody, ShortcutBody, SubmitBody } from './envelope.js';
import { messageId } from './places.js';
import { typedText } from './text.js';

/** Direct messages, modals and the home page are nowhere in particular. */
export const placeOf = (tenant: string, channel: string | undefined): Place =>
  channel === undefined || channel.startsWith('D') ? null : { platform: 'slack', tenant, channel };

/** A user id, with the workspace without which it means nothing. */
export const personOf = (tenant: string, user: string) => ({ platform: 'slack', tenant, user }) as const;

/** `/refer text`, or the same after `/corridor` where another app owns the short word. */
export function commandCall(body: CommandBody): Command {
  const own = body.command.slice(1).toLowerCase();
  const asked =
    own === 'corridor' ? splitWordOrHelp(typedText(body.text)) : { word: own, text: typedText(body.text) };
  return {
    kind: 'command',
    key: triggerKey(body.team_id, body.trigger_id),
    person: personOf(body.team_id, body.user_id),
    place: placeOf(body.team_id, body.channel_id),
    ...asked,
  };
}

/** A word chosen from the shortcuts menu: the same as typing it, but nowhere in particular. */
export const shortcutCall = (team: string, body: ShortcutBody): Command => ({
  kind: 'command',
  key: triggerKey(team, body.trigger_id),
  person: personOf(body.user.team_id ?? team, body.user.id),
  place: null,
  word: body.callback_id,
  text: '',
});

/** An entry chosen from a message's menu. What a bot said is not text that somebody typed. */
export const pickedCall = (team: string, { user, channel, message, ...body }: PickedBody): Picked => ({
  kind: 'picked',
  key: triggerKey(team, body.trigger_id),
  person: personOf(user.team_id ?? team, user.id),
  place: placeOf(team, channel.id),
  action: body.callback_id,
  messageId: messageId(channel.id, message.ts),
  text: message.bot_id === undefined ? typedText(message.text) : '',
});

/** What a press asks for, once its value has been found to be genuine. */
export function pressCall(team: string, body: PressBody, action: string, value: string): Press {
  const [press] = body.actions;
  const at = messageTs(body) ?? body.view?.id ?? '';
  return {
    kind: 'press',
    key: `slack:${team}:press:${press?.action_ts}:${at}:${body.user.id}`,
    person: personOf(body.user.team_id ?? team, body.user.id),
    place: body.view ? null : placeOf(team, body.channel?.id),
    action,
    value,
  };
}

/** A form that was sent, with what its metadata and its fields turned out to hold. */
export const submitCall = (
  team: string,
  { view, user }: SubmitBody,
  { context, values }: Pick<Submit, 'context' | 'values'>,
): Submit => ({
  kind: 'submit',
  key: `slack:${team}:view:${view.id}:${view.hash}`,
  person: personOf(user.team_id ?? team, user.id),
  place: null,
  action: view.callback_id,
  context,
  values,
});

/** The message a press was on, if it was on one. */
export const messageTs = (body: PressBody): string | undefined =>
  body.container?.message_ts ?? body.message?.ts;

/** Slack makes a trigger for each thing a person does, so it names that one thing. */
export const triggerKey = (team: string, trigger: string): string => `slack:${team}:trigger:${trigger}`;
