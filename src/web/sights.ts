import type { LocalWorkspace, Posted, WebNeeds } from './needs.js';
import type { Around } from './pages/around.js';
import { addressOf, placeName, type Visit } from './visit.js';

type Needs = Pick<WebNeeds, 'board'> & { local: LocalWorkspace };

/** What somebody sees on coming to a place. */
export type Sight = { posted: readonly Posted[]; fresh: ReadonlySet<string>; around: Around };

const idsOf = (posted: readonly Posted[]): string[] =>
  posted.flatMap((each) => [each.id, ...each.replies.map((reply) => reply.id)]);

/** How many messages in this place this browser has not shown this person yet. */
export async function waiting({ board }: Needs, visit: Visit): Promise<number> {
  const ids = idsOf(await board.messagesIn(addressOf(visit)));
  return visit.session.unseen(visit.persona.user, placeName(visit), ids).size;
}

/** Reads a place and everything around it, and remembers that this person has now seen what is there. */
export async function look(needs: Needs, visit: Visit): Promise<Sight> {
  const { persona, channel, session } = visit;
  const posted = await needs.board.messagesIn(addressOf(visit));
  const ids = idsOf(posted);
  const fresh = session.unseen(persona.user, placeName(visit), ids);
  const places = await Promise.all(
    [null, ...persona.channels].map(async (each) => ({
      channel: each?.channel ?? null,
      name: each?.name ?? 'Your messages',
      fresh: each === channel ? fresh.size : await waiting(needs, { ...visit, channel: each }),
    })),
  );
  session.see(persona.user, placeName(visit), ids);
  return { posted, fresh, around: { now: needs.local.time.now(), people: needs.local.personas, places } };
}
