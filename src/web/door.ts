import type { PlatformDoor } from '../chat/platform.js';
import { newId } from '../shared/ids.js';

/**
 * The web room as delivery sees it. Nothing travels: delivery keeps what was posted and the pages read it back from
 * there, so saying something only needs an id, and a change is seen on the next page.
 */
export const createWebDoor = (): PlatformDoor => ({
  say: () => Promise.resolve(newId()),
  change: () => Promise.resolve(),
  remove: () => Promise.resolve(),
  find: () => Promise.resolve(null),
});
