import type { Db } from '../../../database/types.js';
import { addressOf, tell } from '../../../delivery/outbox.js';
import type { Directory, Who } from '../../partnerships/rules.js';
import type { Act } from '../../privacy/rules.js';
import type { Held, Shown, Sighted } from '../../privacy/rules/held.js';
import type { Card } from '../rules.js';
import { cardIn, columnsOf, KIND, REVIEW, type StoreNeeds } from '../store.js';

const NAME = 'card';

/** Answer cards, as the one who removes their words wherever they stand needs to know of them. */
export function createCardHolder(needs: StoreNeeds & { directory: Directory }) {
  const { database, directory, keyring, search } = needs;

  async function find({ partnership }: Who, id: string): Promise<Held[]> {
    const card = await cardIn(database.db, keyring, partnership.id, id.split(':')[1] ?? '');
    return card ? [heldOf(directory, card)] : [];
  }

  return {
    name: NAME,
    find,

    shownBy: (who: Who, { posted }: Sighted): Promise<Held[]> =>
      posted?.notice === REVIEW ? find(who, `${NAME}:${posted.payload['card'] ?? ''}`) : Promise.resolve([]),

    /** A card is nothing but its words, so it is retired as well. */
    async erase(tx: Db, { id, partnershipId }: Held, act: Act): Promise<Shown[]> {
      const card = await cardIn(tx, keyring, partnershipId, id.split(':')[1] ?? '');
      if (!card) return [];
      const data = { ...columnsOf(keyring, { ...card, title: '', text: '' }), retiredAt: act.at, savedAt: act.at };
      await tx.answerCard.update({ where: { id: card.id }, data });
      await search.forget(tx, KIND, card.id);
      return await tellWithout(tx, card, act);
    },

    /** Nobody is offered it any more: its words are written again as a new card. */
    writeAgain: (): Promise<void> => Promise.resolve(),
  };
} // prettier-ignore

const heldOf = (directory: Directory, card: Card): Held => ({
  id: `${NAME}:${card.id}`,
  ...{ partnershipId: card.partnershipId, reference: 'Answer card', kind: 'card', authorId: card.ownerId },
  ...{ text: card.text || null, removed: card.text === '', writtenOn: null },
  ownerIds: [card.ownerId],
  organisationIds: [directory.memberById(card.ownerId)?.organisation.id].filter((id) => id !== undefined),
});

/** Has every message said once more that shows the card, whichever feature said it. @returns where they stand */
async function tellWithout(tx: Db, { id }: Card, act: Act): Promise<Shown[]> {
  const about = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Posted" WHERE "removedAt" IS NULL AND CAST("payload" AS TEXT) LIKE ${`%"${id}"%`}`;
  const posted = await tx.posted.findMany({ where: { id: { in: about.map((row) => row.id) } } });
  for (const { subject, under, notice, payload, ...row } of posted) {
    const to = addressOf(row);
    const again = { key: `erased:${act.key}:${row.id}`, subject, to, notice, thread: subject };
    await tell(tx, { ...again, payload: payload as Record<string, string>, ...(under && { under }) }, act.at);
  }
  return posted.map(({ platform, toKind }) => ({ platform, to: toKind }) as Shown);
}
