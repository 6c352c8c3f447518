import type { IAdaptiveCard } from '@microsoft/teams.cards';
import type { Message } from '../chat/message.js';
import type { Person } from '../chat/place.js';
import { PlatformFault } from '../shared/platform-fault.js';
import type { Activity } from './activity.js';
import { toCard, toOutgoing } from './card.js';
import { CARD, type Connector, type Outgoing } from './connector.js';
import { placeOf } from './places.js';
import type { Reach } from './reach.js';
import { whereOfUser, type Seals } from './seals.js';
import { words } from './words.js';

/**
 * Says something to one person alone, in their one-to-one chat: a message in a channel that only one sees is a preview
 * of the service's, and where it is not understood everybody would see it.
 */
export type Whisper = (activity: Activity, person: Person, what: Message | IAdaptiveCard) => Promise<void>;

type Needs = { connector: Connector; reach: Reach; seals: Seals };

/** @throws PlatformFault when Teams does not take it */
export function createWhisper({ connector, reach, seals }: Needs): Whisper {
  return async (activity, person, what) => {
    const outgoing = 'parts' in what ? draw(seals, person, what) : envelope(what);
    try {
      await connector.post(await reach.of({ to: 'person', ...person }), outgoing);
    } catch (fault) {
      const unreachable = fault instanceof PlatformFault && ['gone', 'denied'].includes(fault.kind);
      const place = placeOf(activity);
      if (!unreachable || !place) throw fault;
      const channel = await reach.of({ to: 'channel', ...place });
      await connector.post(
        { ...channel, conversationId: activity.conversation.id },
        draw(seals, person, words.addMe),
      );
    }
  };
}

const draw = (seals: Seals, { tenant, user }: Person, message: Message): Outgoing =>
  toOutgoing(message, (...button) => seals.sealButton(tenant, whereOfUser(user), ...button));

const envelope = (content: IAdaptiveCard): Outgoing => ({
  ...toOutgoing({ summary: words.title, parts: [] }, () => ''),
  attachments: [{ contentType: CARD, content: content.body.length > 0 ? content : toCard([], () => '') }],
});
