import type { Address, Person, Place } from '../chat/place.js';
import type { Signer } from '../chat/signing.js';
import type { Persona, PersonaChannel } from './needs.js';
import type { Session } from './session.js';

/**
 * Somebody looking at a place: `channel` is null in their direct messages with Corridor. `beside` is the message that
 * something is done from, so that what comes of it is shown there, and not at the top of the page.
 */
export type Visit = {
  persona: Persona;
  channel: PersonaChannel | null;
  session: Session;
  beside: string | null;
};

const LOCAL = { platform: 'web', tenant: 'local' } as const;

/** The visitor, as a call names them. */
export const personOf = ({ persona }: Visit): Person => ({ ...LOCAL, user: persona.user });

/** The place a call comes from: none for direct messages. */
export const placeOf = ({ channel }: Visit): Place => channel && { ...LOCAL, channel: channel.channel };

/** Where what is said here is kept. */
export const addressOf = (visit: Visit): Address =>
  visit.channel
    ? { to: 'channel', ...LOCAL, channel: visit.channel.channel }
    : { to: 'person', ...personOf(visit) };

/** The name of the place, for remembering what was seen there and for what a signature is good for. */
export const placeName = ({ persona, channel }: Visit): string =>
  channel ? `channel:${channel.channel}` : `person:${persona.user}`;

/** The page of a person, or of a place of theirs. */
export function pathTo(user: string, channel: string | null = null): string {
  const home = `/as/${encodeURIComponent(user)}`;
  return channel === null ? home : `${home}/in/${encodeURIComponent(channel)}`;
}

/** Where a message stands on its page. */
export const spotOf = (messageId: string): string => `message-${messageId}`;

/** Finds the place among this person's own; undefined when it is not one of theirs. */
export function channelOf(persona: Persona, channel: string): PersonaChannel | null | undefined {
  return channel === '' ? null : persona.channels.find((each) => each.channel === channel);
}

/**
 * What a card needs so that its buttons work where it is shown. `here` is the page to come back to.
 * A button on something only one person sees is signed for that person too, so it is of no use to anybody else.
 */
export type Desk = { visit: Visit; here: string; csrf: string; sign(action: string, value: string): string };

/** Makes a desk for what everybody in the place sees, or for what only this visitor sees. */
export function deskOf(visit: Visit, signer: Signer, here: string, seenBy: 'everyone' | 'one'): Desk {
  return {
    visit,
    here,
    csrf: visit.session.csrf(visit.persona.user),
    sign: (action, value) => signer.sign(scopeOf(visit, action, seenBy), value),
  };
}

/** The same desk for what is done from one message. */
export const beside = (desk: Desk, messageId: string | null): Desk => ({
  ...desk,
  visit: { ...desk.visit, beside: messageId },
});

/** Where a signed value is good: this place, this action and, if only one person sees it, this person. */
export function scopeOf(visit: Visit, action: string, seenBy: 'everyone' | 'one'): readonly string[] {
  const scope = ['web', 'local', placeName(visit), action];
  return seenBy === 'one' ? [...scope, visit.persona.user] : scope;
}
