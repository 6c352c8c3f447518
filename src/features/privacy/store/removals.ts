import type { Address, Person, Place } from '../../../chat/place.js';
import { audit } from '../../../database/audit.js';
import type { Database, Db } from '../../../database/types.js';
import { postedHere } from '../../../delivery/board.js';
import { dropKept, once } from '../../../delivery/inbox.js';
import type { Who } from '../../partnerships/rules.js';
import { actorOf, type Act } from '../rules.js';
import type { Held, Identifying, Shown, Sighted } from '../rules/held.js';
import type { RemovalStore } from '../use-cases/removal.js';
import { createTellings } from './tellings.js';

/** What a feature offers of the texts it keeps. It gives nobody what they may not know of. */
export type TextHolder = {
  /** What its ids begin with. */
  name: string;
  /** What a message shows or is. */
  shownBy(who: Who, message: Sighted): Promise<readonly Held[]>;
  /** Everything in a case (`name:case`), or one text (`name:case:text`). */
  find(who: Who, id: string): Promise<readonly Held[]>;
  /** Erases it for good, with what made it findable, and has every message that shows it said without it. */
  erase(tx: Db, held: Held, act: Act): Promise<readonly Shown[]>;
  /** Puts new words where it was. */
  writeAgain(tx: Db, held: Held, text: string, act: Act): Promise<void>;
};

type Needs = {
  database: Database;
  holders: readonly TextHolder[];
  person: (memberId: string) => Address | null;
};

/** Taking away what could identify somebody: whole, with its audit lines and whoever is to be told, or not at all. */
export function createRemovals({ database, holders, person }: Needs): RemovalStore {
  const byName = new Map(holders.map((holder) => [holder.name, holder]));
  const holderOf = (id: string) => byName.get(id.split(':')[0] ?? '');
  const tellings = createTellings(person);

  return {
    async seen(who, at) {
      const message = await sighted(database.db, at);
      const shown = await Promise.all(holders.map((holder) => holder.shownBy(who, message)));
      const held = shown.flat();
      return { held, waiting: held.length === 0 && (await waits(database.db, at)) };
    },

    find: async (who, id) => (await holderOf(id)?.find(who, id)) ?? [],

    async remove({ remove, report, kind }, act) {
      const shown = await database.transaction(async (tx) => {
        if (!(await once(tx, act.key, act.at))) return null;
        const places: Shown[] = [];
        for (const held of remove) {
          places.push(...((await holderOf(held.id)?.erase(tx, held, act)) ?? []));
          await note(tx, 'privacy.removed', held, kind, act);
          await tellings.removed(tx, held, kind, act);
        }
        for (const held of report) {
          await note(tx, 'privacy.reported', held, kind, act);
          await tellings.reported(tx, held, kind, act);
        }
        return places;
      });
      if (remove.length > 0) await database.truncateLog();
      return shown;
    },

    async drop(messageId, act) {
      const dropped = await database.transaction(async (tx) => {
        if (!(await once(tx, act.key, act.at))) return false;
        const count = await dropKept(tx, messageId, act.at);
        if (count > 0) await audit(tx, { ...actorOf(act), action: 'privacy.removed', result: 'done' });
        return count > 0;
      });
      await database.truncateLog();
      return dropped;
    },

    writeAgain: (held, text, act) =>
      database.transaction(async (tx) => {
        if (!(await once(tx, act.key, act.at))) return false;
        await holderOf(held.id)?.writeAgain(tx, held, text, act);
        const about = { action: 'privacy.written-again', result: 'done', reference: held.reference } as const;
        await audit(tx, { ...actorOf(act), ...about });
        return true;
      }),
  };
}

type Pointed = { place: Place; person: Person; messageId: string };

/** Direct messages are no place: there it is looked for among what was said to whoever points at it. */
async function sighted(db: Db, { place, person, messageId }: Pointed): Promise<Sighted> {
  const to: Address = place ? { to: 'channel', ...place } : { to: 'person', ...person };
  const posted = await postedHere(db, to, messageId);
  return {
    posted: posted && { ...posted, payload: posted.payload as Record<string, string> },
    origin: place && !posted ? { channel: place, messageId } : null,
  };
}

const waits = async (db: Db, { messageId }: Pointed): Promise<boolean> =>
  (await db.inbox.count({ where: { message: messageId, sealed: { not: null } } })) > 0;

const note = (tx: Db, action: string, { reference }: Held, reason: Identifying, act: Act) =>
  audit(tx, { ...actorOf(act), action, result: 'done', reference, reason });
