import type { Channel } from '../../../chat/place.js';
import type { Db } from '../../../database/types.js';
import { byUrgency, type Consultation } from '../rules/consultation.js';
import type { Written } from '../use-cases/needs.js';
import { CARD_SUBJECT } from './notices.js';
import { consultationOf } from './rows.js';
import { WITH_VERSIONS, type Texts } from './texts.js';

const OPEN = ['open', 'answering', 'needs-info', 'answered'];
const MOST_LISTED = 100;

/** The unique name of a message that was written on a platform. */
export const originOf = ({ platform, tenant, channel }: Channel, messageId: string): string =>
  JSON.stringify([platform, tenant, channel, messageId]);

/** The channel such a name stands for. */
export function channelOf(origin: string): Channel {
  const [platform, tenant, channel] = JSON.parse(origin) as [Channel['platform'], string, string];
  return { platform, tenant, channel };
}

/** Reading consultations. Every question is asked within one partnership; there is none that takes a name. */
export function createReads(db: Db, texts: Texts) {
  async function find(partnershipId: string, by: { id: string } | { number: number }) {
    const row = await db.consultation.findFirst({ where: { ...by, partnershipId } });
    return row && consultationOf(row);
  }
  async function many(where: object): Promise<Consultation[]> {
    const rows = await db.consultation.findMany({
      where: { ...where, state: { in: OPEN } },
      orderBy: { openedAt: 'asc' },
      take: MOST_LISTED,
    });
    return rows.map(consultationOf).sort(byUrgency);
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

    async written(partnershipId: string, id: string): Promise<Written | null> {
      const row = await db.consultMessage.findFirst({
        where: { id, consultation: { partnershipId } },
        include: WITH_VERSIONS,
      });
      return row && texts.writtenOf(partnershipId, row);
    },

    async ofThread({ platform, tenant }: Channel, messageId: string): Promise<Consultation | null> {
      const posted = await db.posted.findFirst({
        where: { platform, tenant, messageId, subject: { startsWith: 'consultation-card:' } },
      });
      const id = CARD_SUBJECT.exec(posted?.subject ?? '')?.[1];
      const row = id && (await db.consultation.findUnique({ where: { id } }));
      return row ? consultationOf(row) : null;
    },

    async ofMessage(channel: Channel, messageId: string) {
      const row = await db.consultMessage.findUnique({
        where: { origin: originOf(channel, messageId) },
        include: { ...WITH_VERSIONS, consultation: true },
      });
      if (!row) return null;
      const consultation = consultationOf(row.consultation);
      return { consultation, written: texts.writtenOf(consultation.partnershipId, row) };
    },
  };
}
