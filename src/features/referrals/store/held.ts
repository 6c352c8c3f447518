import type { Db } from '../../../database/types.js';
import type { Who } from '../../partnerships/rules.js';
import type { Act } from '../../privacy/rules.js';
import {
  removesAnything,
  type Held,
  type HeldKind,
  type Shown,
  type Sighted,
} from '../../privacy/rules/held.js';
import { maySeeDetail, partiesOf, type Referral } from '../rules/referral.js';
import { levelFor, mayHearOutcome } from '../rules/sharing.js';
import type { Party } from '../rules/states.js';
import { CARD_SUBJECT } from './notices.js';
import { retell, type Quoting } from './retract.js';
import { referralOf, WITH_AGREEMENTS } from './rows.js';
import { createTexts, type TextKind } from './texts.js';
import { sayIt, type WriteNeeds } from './writes.js';

const NAME = 'referral';

/** What people typed into referrals, as the one who removes it wherever it stands needs to know of it. */
export function createReferralHolder(given: Omit<WriteNeeds, 'texts'>) {
  const { db } = given.database;
  const needs = { ...given, texts: createTexts(given.keyring, db) };

  async function many(who: Who, id: string, kinds: readonly TextKind[] = ALL): Promise<Held[]> {
    const [, referralId = '', textId] = id.split(':');
    const where = { id: referralId, partnershipId: who.partnership.id };
    const row = await db.referral.findFirst({ where, include: WITH_AGREEMENTS });
    if (!row) return [];
    const referral = referralOf(row);
    const parties = partiesOf(referral, who.member, who.partnership);
    const texts = await db.referralText.findMany({
      where: { referralId, kind: { in: [...kinds] }, ...(textId && { id: textId }) },
      orderBy: { id: 'asc' },
    });
    return texts
      .map((text) => heldOf(needs, referral, text))
      .filter((held) => isKnownTo(who, referral, parties, held, textId !== undefined))
      .filter(({ kind, text, removed }) => kind !== 'contact-note' || text !== null || removed);
  }

  /** A bundle tells how several ended, each perhaps with a line. */
  async function bundled(who: Who, { member = '', day }: Sighting): Promise<Held[]> {
    const lines = await db.referralText.findMany({
      where: { kind: 'outcome', referral: { OR: [{ senderId: member }, { navigatorId: member }] } },
    });
    const here = lines.filter(({ at }) => given.reach.bundle(member, at).day === day);
    const all = await Promise.all(here.map((line) => many(who, `${NAME}:${line.referralId}:${line.id}`)));
    return all.flat();
  }

  return {
    name: NAME,

    shownBy(who: Who, { posted }: Sighted): Promise<Held[]> {
      if (!posted) return Promise.resolve([]);
      const { notice, payload } = posted;
      const id = `${NAME}:${payload['referral'] ?? ''}`;
      if (CARD_SUBJECT.test(posted.subject)) return many(who, id, ['what', 'needs']);
      if (notice === 'referrals.answer') return many(who, `${id}:${payload['text'] ?? ''}`);
      if (notice === 'referrals.updates') return bundled(who, payload);
      return isQuestion(notice, payload) ? many(who, id, ['question']) : Promise.resolve([]);
    },

    find: (who: Who, id: string) => many(who, id),

    async erase(tx: Db, held: Held, act: Act): Promise<Shown[]> {
      await needs.texts.remove(tx, held.partnershipId, idIn(held), act.at);
      return await sayAgain(needs, tx, held, act, 'erased');
    },

    async writeAgain(tx: Db, held: Held, text: string, act: Act): Promise<void> {
      await needs.texts.putBack(tx, held.partnershipId, idIn(held), text, act.at);
      await sayAgain(needs, tx, held, act, 'as it is');
    },
  };
}

/** The only news of its own that quotes something. */
const isQuestion = (notice: string, payload: Sighting) =>
  notice === 'referrals.news' && payload['news'] === 'question';

type Sighting = Readonly<Record<string, string>>;

const KINDS: Readonly<Record<TextKind, HeldKind>> = {
  what: 'situation',
  needs: 'contact-note',
  question: 'question',
  answer: 'answer',
  inside: 'inside-note',
  outcome: 'outcome-line',
};
const ALL = Object.keys(KINDS) as TextKind[];

const idIn = ({ id }: Held): string => id.split(':').at(-1) ?? '';

/** That there is a text may itself tell something: how it ended, or what the legal side keeps to itself. */
function isKnownTo(
  { member }: Who,
  referral: Referral,
  parties: ReadonlySet<Party>,
  { kind }: Held,
  byId: boolean,
): boolean {
  if (parties.has('adviser')) return true;
  if (kind === 'inside-note') return false;
  const follows = maySeeDetail(parties);
  if (follows && (kind !== 'outcome-line' || mayHearOutcome(levelFor(referral, member.id)))) return true;
  return byId && removesAnything(member);
}

type Row = Parameters<WriteNeeds['texts']['read']>[1] & {
  kind: string;
  byId: string;
  removedAt: Date | null;
};

function heldOf({ texts }: WriteNeeds, referral: Referral, row: Row): Held {
  const { id, partnershipId, reference, senderId, navigatorId, takenById } = referral;
  return {
    id: `${NAME}:${id}:${row.id}`,
    ...{ partnershipId, reference, kind: KINDS[row.kind as TextKind], authorId: row.byId },
    ownerIds: [senderId, navigatorId, takenById].filter((each) => each !== null),
    organisationIds: [referral.organisationId, referral.senderOrganisationId],
    text: texts.read(partnershipId, row),
    removed: row.removedAt !== null,
    writtenOn: null,
  };
}

/** The card and everything that quotes it, once more as it is now. @returns where it had been shown */
async function sayAgain(needs: WriteNeeds, tx: Db, held: Held, act: Act, how: 'erased' | 'as it is') {
  const row = await tx.referral.update({
    where: { id: held.id.split(':')[1] ?? '' },
    data: { version: { increment: 1 } },
    include: WITH_AGREEMENTS,
  });
  const referral = referralOf(row);
  await sayIt(needs, tx, referral, act, {});
  const onCard = held.kind === 'situation' || held.kind === 'contact-note';
  const quotes: Quoting = ({ subject, notice, payload }) =>
    onCard
      ? CARD_SUBJECT.test(subject)
      : payload['text'] === idIn(held) ||
        (held.kind === 'question' && isQuestion(notice, payload)) ||
        (held.kind === 'outcome-line' && notice === 'referrals.updates');
  const posted = await retell(tx, referral, needs.reach, act.at, {
    quotes,
    erased: how === 'erased' && !onCard,
  });
  return posted.map(({ platform, toKind }) => ({ platform, to: toKind }) as Shown);
}
