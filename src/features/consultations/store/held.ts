import type { Keyring } from '../../../database/seal.js';
import type { Db } from '../../../database/types.js';
import { dropKept } from '../../../delivery/inbox.js';
import type { Who } from '../../partnerships/rules.js';
import type { Act } from '../../privacy/rules.js';
import {
  removesAnything,
  type Held,
  type HeldKind,
  type Shown,
  type Sighted,
} from '../../privacy/rules/held.js';
import { mayRead, referenceOf, type Consultation } from '../rules/consultation.js';
import type { Written } from '../use-cases/needs.js';
import type { WriteNeeds } from './aftermath.js';
import { cardSubject, CARD_SUBJECT, writtenSubject, WRITTEN_SUBJECT } from './notices.js';
import { channelOf, messageIdOf, originOf } from './reads.js';
import { rewriteIn } from './rewrite.js';
import { consultationOf } from './rows.js';
import { createTexts, WITH_VERSIONS } from './texts.js';

/** What people wrote to consultations, as the one who removes it wherever it stands needs to know of it. */
export function createConsultationHolder(given: Omit<WriteNeeds, 'texts'> & { keyring: Keyring }) {
  const needs = { ...given, texts: createTexts(given.keyring) };
  const { db } = needs.database;

  async function many(who: Who, where: object): Promise<Held[]> {
    const rows = await db.consultMessage.findMany({
      where: { ...where, consultation: { partnershipId: who.partnership.id, state: { not: 'withdrawn' } } },
      include: { ...WITH_VERSIONS, consultation: true },
      orderBy: [{ at: 'asc' }, { id: 'asc' }],
    });
    return rows.flatMap((row) => {
      const consultation = consultationOf(row.consultation);
      if (!mayRead(consultation, who.member) && !removesAnything(who.member)) return [];
      return [heldOf(consultation, needs.texts.writtenOf(consultation.partnershipId, row), row)];
    });
  }

  return {
    name: NAME,

    shownBy(who: Who, { posted, origin }: Sighted): Promise<Held[]> {
      if (origin) return many(who, { origin: originOf(origin.channel, origin.messageId) });
      const card = CARD_SUBJECT.exec(posted?.subject ?? '')?.[1];
      if (card) return many(who, { consultationId: card, kind: 'what' });
      const written = WRITTEN_SUBJECT.exec(posted?.subject ?? '')?.[1];
      return written ? many(who, { id: written }) : Promise.resolve([]);
    },

    find(who: Who, id: string): Promise<Held[]> {
      const [, consultationId = '', messageId] = id.split(':');
      return many(who, { consultationId, ...(messageId && { id: messageId }) });
    },

    async erase(tx: Db, held: Held, act: Act): Promise<Shown[]> {
      const { id, consultation, origin } = await read(tx, held);
      await rewriteIn(needs, tx, consultation, id, { gone: 'removed' }, act);
      if (origin !== null) await dropKept(tx, messageIdOf(origin), act.at);
      const subject = held.kind === 'situation' ? cardSubject(consultation.id) : writtenSubject(id);
      const posted = await tx.posted.findMany({ where: { subject, removedAt: null } });
      return posted.map(({ platform, toKind }) => ({ platform, to: toKind }) as Shown);
    },

    async writeAgain(tx: Db, held: Held, text: string, act: Act): Promise<void> {
      const { id, consultation } = await read(tx, held);
      await rewriteIn(needs, tx, consultation, id, { text, inForm: true }, act);
    },
  };
}

const NAME = 'consultation';

const KINDS: Readonly<Record<Written['kind'], HeldKind>> = {
  what: 'situation',
  reply: 'reply',
  question: 'question',
  answer: 'answer',
};

type Row = { origin: string | null; deletedAt: Date | null; removedAt: Date | null };

function heldOf(consultation: Consultation, written: Written, { origin, deletedAt, removedAt }: Row): Held {
  const { id, partnershipId, askerId, takenById } = consultation;
  // Deleted by its author, if not by its removal.
  const hasGone = deletedAt !== null && deletedAt.getTime() !== removedAt?.getTime();
  return {
    id: `${NAME}:${id}:${written.id}`,
    ...{ partnershipId, reference: referenceOf(consultation), kind: KINDS[written.kind] },
    ...{ authorId: written.authorId, text: written.text, removed: removedAt !== null },
    ownerIds: takenById === null ? [askerId] : [askerId, takenById],
    organisationIds: [],
    writtenOn: origin === null || hasGone ? null : channelOf(origin).platform,
  };
}

async function read(tx: Db, held: Held) {
  const id = held.id.split(':').at(-1) ?? '';
  const row = await tx.consultMessage.findFirstOrThrow({ where: { id }, include: { consultation: true } });
  return { id, origin: row.origin, consultation: consultationOf(row.consultation) };
}
