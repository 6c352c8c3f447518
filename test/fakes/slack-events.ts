import { APP, TEAM } from './slack-methods.js';

export const HANNAH = 'U0HANNAH';
export const WARD = 'C0WARD';

/** An event as Slack wraps it; `rest` replaces parts of the wrapping. */
export const eventOf = (event: unknown, rest: object = {}) => ({
  type: 'event_callback',
  team_id: TEAM,
  api_app_id: APP,
  event_id: 'Ev1',
  event,
  ...rest,
});

/** The simplest event that is kept: every test of a request spoils one thing about it. */
export const homeOpened = () => eventOf({ type: 'app_home_opened', user: HANNAH, tab: 'home' });

export const bytesOf = (json: unknown) => Buffer.from(JSON.stringify(json));
