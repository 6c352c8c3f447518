import type { Channel } from '../../../chat/place.js';
import type { Db } from '../../../database/types.js';
import { postedHere } from '../../../delivery/board.js';
import { byUrgency, type Consultation } from '../rules/consultation.js';
import type { Written, WrittenIn } from '../use-cases/needs.js';
import { CARD_SUBJECT, cardSubject, WRITTEN_SUBJECT } from './notices.js';
import { consultationOf } from './rows.js';
import { WITH_VERSIONS, type Texts } from './texts.js';

const OPEN = ['open', 'answering', 'needs-info', 'answered'];
const MOST_LISTED = 100;
const MOST_THREADS = 500;

/** The unique name of a message that was written on a platform. */
export const originOf = ({ platform, tenant, channel }: Channel, messageId: string): string =>
  JSON.stringify([platform, tenant, channel, messageId]);

/** The channel such a name stands for. */
export function channelOf(origin: string): Channel {
  const [platform, tenant, channel] = JSON.parse(origin) as [Channel['platform'], string, string];
  return { platform, tenant, channel };
}

/** The platform’s own name of the message it stands for. */
export const messageIdOf = (origin: string): string => (JSON.parse(origin) as string[])[3] ?? '';

/** Reading consultations. Every question is asked within one partnership; there is none that takes a name. */
export function createReads(db: Db, texts: Texts) {
  async function find(partnershipId: string, by: { id: string } | { number: number }) {
    const row = await db.consultation.findFirst({ where: { ...by, partnershipId } });
    return row && consultationOf(row);
  }
  /** It is found by having no end: by its state alone, SQLite would look through the whole archive. */
  async function many(where: object): Promise<Consultation[]> {
    const rows = await db.consultation.findMany({
      where: { ...where, closedAt: null, state: { in: OPEN } },
      orderBy: { openedAt: 'asc' },
      take: MOST_LISTED,
    });
    return rows.map(consultationOf).sort(byUrgency);
  }

  const postedSubject = async (channel: Channel, messageId: string): Promise<string> =>
    (await postedHere(db, { to: 'channel', ...channel }, messageId))?.subject ?? '';

  async function ofThread(channel: Channel, rootMessageId: string): Promise<Consultation | null> {
    const id = CARD_SUBJECT.exec(await postedSubject(channel, rootMessageId))?.[1];
    const row = id && (await db.consultation.findFirst({ where: { id } }));
    return row ? consultationOf(row) : null;
  }

  type Named = { id: string; consultation?: { partnershipId: string } } | { origin: string };
  async function writtenWith(where: Named): Promise<WrittenIn | null> {
    const row = await db.consultMessage.findFirst({
      where,
      include: { ...WITH_VERSIONS, consultation: true },
    });
    if (!row) return null;
    const consultation = consultationOf(row.consultation);
    return { consultation, written: texts.writtenOf(consultation.partnershipId, row) };
  }

  return {
    find,
    open: (partnershipId: string) => many({ partnershipId }),
    mine: (partnershipId: string, memberId: string) =>
      many({ partnershipId, OR: [{ askerId: memberId }, { takenById: memberId }] }),

    async thread({ id, partnershipId }: Consultation): Promise<Written[]> {
      const rows = await db.consultMessage.findMany({
        where: { consultationId: id },
        include: WITH_VERSIONS,
        orderBy: [{ at: 'asc' }, { id: 'asc' }],
      });
      return rows.map((row) => texts.writtenOf(partnershipId, row));
    },

    async asked({ id, partnershipId }: Consultation): Promise<Written | null> {
      const row = await db.consultMessage.findFirst({
        where: { consultationId: id, kind: 'what' },
        include: WITH_VERSIONS,
      });
      return row && texts.writtenOf(partnershipId, row);
    },

    written: (partnershipId: string, id: string) => writtenWith({ id, consultation: { partnershipId } }),

    async threads(partnershipId: string, closedSince: Date): Promise<string[]> {
      const live = [{ state: { in: OPEN } }, { state: 'closed', closedAt: { gte: closedSince } }];
      const rows = await db.consultation.findMany({
        where: { partnershipId, OR: live },
        select: { id: true },
        orderBy: { changedAt: 'desc' },
        take: MOST_THREADS,
      });
      return rows.map(({ id }) => cardSubject(id));
    },

    ofThread,
    ofMessage: (channel: Channel, messageId: string) => writtenWith({ origin: originOf(channel, messageId) }),

    async about(channel: Channel, messageId: string) {
      const own = await writtenWith({ origin: originOf(channel, messageId) });
      if (own) return own;
      const id = WRITTEN_SUBJECT.exec(await postedSubject(channel, messageId))?.[1];
      if (id) return writtenWith({ id });
      const consultation = await ofThread(channel, messageId);
      return consultation && { consultation, written: null };
    },
  };
}
