/** A way in. A fourth one would be one more name here and one more room. */
export type Platform = 'slack' | 'teams' | 'web';

/**
 * Somebody as a platform knows them. `tenant` is the Slack workspace, the Entra tenant, or `local` for the
 * local workspace; a user id means nothing without it.
 */
export type Person = { platform: Platform; tenant: string; user: string };

/** A channel as a platform knows it. */
export type Channel = { platform: Platform; tenant: string; channel: string };

/** Where something is said: in a channel, or to one person in their direct messages with Corridor. */
export type Address = ({ to: 'channel' } & Channel) | ({ to: 'person' } & Person);

/** Where a call came from: a channel, or nowhere in particular (a direct message, a home page, a shortcut). */
export type Place = Channel | null;
