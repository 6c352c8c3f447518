import type { Message } from '../chat/message.js';
import type { Address } from '../chat/place.js';
import type { PlatformDoor } from '../chat/platform.js';
import { PlatformFault } from '../shared/platform-fault.js';
import { toOutgoing } from './card.js';
import type { Connector } from './connector.js';
import type { Find } from './find.js';
import { messageId, readMessageId } from './places.js';
import type { Reach } from './reach.js';
import { whereOfUser, type Seals } from './seals.js';

type Needs = { connector: Connector; reach: Reach; seals: Seals; find: Find };

/** What delivery says in Teams. One POST for each thing said. */
export function createDoor({ connector, reach, seals, find }: Needs): PlatformDoor {
  const draw = (to: Address, message: Message, marker?: string) => {
    const where = to.to === 'channel' ? to.channel : whereOfUser(to.user);
    return toOutgoing(message, (...button) => seals.sealButton(to.tenant, where, ...button), marker);
  };
  return {
    async say(to, message, { marker, under }) {
      const where = await reach.of(to);
      const drawn = draw(to, message, marker);
      if (under !== null) {
        const { conversationId } = readMessageId(under);
        const isHere =
          conversationId === where.conversationId || conversationId.startsWith(`${where.conversationId};`);
        if (!isHere) throw new PlatformFault('broken', 'foreign_thread');
        return messageId(conversationId, await connector.post({ ...where, conversationId }, drawn));
      }
      if (to.to === 'person') return messageId(where.conversationId, await connector.post(where, drawn));
      const { conversationId, activityId } = await connector.begin(where, drawn);
      return messageId(conversationId, activityId);
    },
    async change(to, id, message) {
      const { conversationId, activityId } = readMessageId(id);
      await connector.change({ ...(await reach.of(to)), conversationId }, activityId, draw(to, message));
    },
    async remove(to, id) {
      const { conversationId, activityId } = readMessageId(id);
      try {
        await connector.remove({ ...(await reach.of(to)), conversationId }, activityId);
      } catch (fault) {
        if (!(fault instanceof PlatformFault && fault.kind === 'gone')) throw fault; // gone already is what was wanted
      }
    },
    find,
  };
}
