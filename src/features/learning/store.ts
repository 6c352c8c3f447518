import type { Address } from '../../chat/place.js';
import { audit } from '../../database/audit.js';
import { open, seal, type Keyring } from '../../database/seal.js';
import type { Search } from '../../database/search.js';
import type { Database, Db } from '../../database/types.js';
import { once } from '../../delivery/inbox.js';
import { plan } from '../../delivery/jobs.js';
import { addressOf, tell } from '../../delivery/outbox.js';
import { newId } from '../../shared/ids.js';
import { nextWorkingMoment } from '../deadlines/rules.js';
import { actorOf, type Act } from '../privacy/rules.js';
import { askAt, type Card, type Draft, type Nation } from './rules.js';
import type { CardStore, ChangeKind } from './use-cases.js';

export type StoreNeeds = { database: Database; keyring: Keyring; search: Search };
type Row = Omit<Card, 'text' | 'issues' | 'nation'> & { sealed: string; issues: unknown; nation: string };

export const REVIEW = 'learning.review';
/** What it is called in the search. */
export const KIND = 'card';

/** The card store. What people wrote is sealed, and found again by terms that nobody can read. */
export function createCardStore(needs: StoreNeeds): CardStore {
  const { database } = needs;
  return {
    ...createReads(needs),

    save: (draft, fromId, act) => database.transaction((tx) => saveIn(needs, tx, draft, fromId, act)),

    async change(card, kind, set, act) {
      const changed = await database.transaction((tx) => changeIn(needs, tx, card, kind, set, act));
      if (kind === 'changed' || kind === 'retired') await database.truncateLog();
      return changed;
    },

    refused: (act, action, cardId, reason) =>
      audit(database.db, {
        ...actorOf(act),
        action,
        result: 'refused',
        reason,
        ...(cardId && { reference: cardId }),
      }),

    ask: (card, to, key, time, now) =>
      database.transaction(async (tx) => {
        if (!(await once(tx, key, now))) return;
        // It may have been due while nothing ran.
        await tell(
          tx,
          { ...askOf(card, to), key: keyOf(card), notBefore: nextWorkingMoment(now, time) },
          now,
        );
      }),
  };
}

const cardOf = (keyring: Keyring, { sealed, ...row }: Row): Card => ({
  ...row,
  title: open(row.title, keyring, placeOf(row, 'title')),
  text: open(sealed, keyring, placeOf(row, 'sealed')),
  issues: row.issues as string[],
  nation: row.nation as Nation,
});

/** One card of a partnership, in a transaction or outside. */
export async function cardIn(db: Db, keyring: Keyring, partnershipId: string, id: string) {
  const row = await db.answerCard.findFirst({ where: { id, partnershipId } });
  return row && cardOf(keyring, row);
}

function createReads({ database: { db }, search, keyring }: StoreNeeds) {
  return {
    find: (partnershipId: string, id: string) => cardIn(db, keyring, partnershipId, id),

    async newest(partnershipId: string, limit: number): Promise<Card[]> {
      const where = { partnershipId, retiredAt: null };
      const rows = await db.answerCard.findMany({
        where,
        orderBy: [{ savedAt: 'desc' }, { id: 'desc' }],
        take: limit,
      });
      return rows.map((row) => cardOf(keyring, row));
    },

    async search(partnershipId: string, text: string, limit: number): Promise<Card[]> {
      const found = await search.similar({ partnershipId, kinds: [KIND], text, limit });
      const ids = found.map(({ subjectId }) => subjectId);
      const rows = await db.answerCard.findMany({
        where: { partnershipId, retiredAt: null, id: { in: ids } },
      });
      return rows
        .toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
        .map((row) => cardOf(keyring, row));
    },
  };
}

async function saveIn(
  needs: StoreNeeds,
  tx: Db,
  draft: Draft,
  fromId: string | null,
  act: Act,
): Promise<Card | 'repeated'> {
  if (!(await once(tx, act.key, act.at))) return 'repeated';
  const { member, partnership } = act.who;
  const own = {
    id: newId(),
    partnershipId: partnership.id,
    ownerId: member.id,
    fromId,
    savedAt: act.at,
    retiredAt: null,
  };
  const card: Card = { ...draft, ...own };
  await tx.answerCard.create({ data: { ...own, ...columnsOf(needs.keyring, card) } });
  await settle(needs, tx, card, 'saved', act);
  return card;
}

async function changeIn(
  needs: StoreNeeds,
  tx: Db,
  card: Card,
  kind: ChangeKind,
  set: Partial<Card>,
  act: Act,
) {
  if (!(await once(tx, act.key, act.at))) return 'repeated';
  const { id, savedAt, reviewBy, retiredAt } = card;
  const after = { ...card, ...set };
  const { count } = await tx.answerCard.updateMany({
    where: { id, savedAt, reviewBy, retiredAt },
    data: {
      ownerId: after.ownerId,
      savedAt: after.savedAt,
      retiredAt: after.retiredAt,
      ...columnsOf(needs.keyring, after),
    },
  });
  if (count === 0) return 'too-late'; // somebody changed it in between
  await settle(needs, tx, after, kind, act);
  await tellAgain(tx, card, act);
  return after;
}

const placeOf = ({ id, partnershipId }: Pick<Card, 'id' | 'partnershipId'>, field: 'title' | 'sealed') => ({
  partnership: partnershipId,
  table: 'AnswerCard',
  row: id,
  field,
});

/** The columns of what somebody wrote and chose. */
export const columnsOf = (keyring: Keyring, card: Card) => ({
  title: seal(card.title, keyring, placeOf(card, 'title')),
  sealed: seal(card.text, keyring, placeOf(card, 'sealed')),
  issues: [...card.issues],
  nation: card.nation,
  reviewBy: card.reviewBy,
});

/** What every change brings with it: whether it can be found, the review that is due later, and the audit line. */
async function settle({ search }: StoreNeeds, tx: Db, card: Card, kind: ChangeKind | 'saved', act: Act) {
  const { id, partnershipId, title, text, reviewBy } = card;
  await audit(tx, { ...actorOf(act), action: `card.${kind}`, result: 'done', reference: id });
  if (kind === 'retired') return search.forget(tx, KIND, id);
  if (kind !== 'renewed')
    await search.index(tx, { partnershipId, kind: KIND, subjectId: id, text: `${title}\n${text}` });
  const job = {
    key: `${keyOf(card)}:${act.key}`,
    name: REVIEW,
    payload: { partnership: partnershipId, card: id, reviewBy },
    dueAt: askAt(reviewBy, act.who.partnership),
  };
  await plan(tx, job, act.at);
}

const keyOf = ({ id, reviewBy }: Card) => `card-review:${id}:${reviewBy}`;

const askOf = (card: Card, to: Address) => ({
  subject: keyOf(card),
  to,
  notice: REVIEW,
  payload: { partnership: card.partnershipId, card: card.id, reviewBy: card.reviewBy },
  thread: keyOf(card),
});

/** An ask that was sent before the change is drawn again, so that it does not go on asking. */
async function tellAgain(tx: Db, card: Card, act: Act): Promise<void> {
  const asked = await tx.posted.findFirst({ where: { subject: keyOf(card), removedAt: null } });
  if (asked) await tell(tx, { ...askOf(card, addressOf(asked)), key: `${keyOf(card)}:${act.key}` }, act.at);
}
