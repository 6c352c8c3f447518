import { open, seal, type Keyring } from '../../../database/seal.js';
import type { Db } from '../../../database/types.js';
import { newId } from '../../../shared/ids.js';
import type { Written } from '../use-cases/needs.js';

type MessageRow = {
  id: string;
  kind: string;
  authorId: string;
  at: Date;
  deletedAt: Date | null;
  removedAt: Date | null;
  origin: string | null;
  versions: readonly { id: string; sealed: string }[];
};

/** What a query must include for `writtenOf`: all versions, the newest first. */
export const WITH_VERSIONS = { versions: { orderBy: { id: 'desc' } } } as const;

/** Seals and opens what people wrote: each version bound to its own row. */
export function createTexts(keyring: Keyring) {
  const where = (partnership: string, row: string) => ({
    partnership,
    table: 'ConsultVersion',
    row,
    field: 'sealed',
  });

  return {
    /** The columns of one version of a text. */
    version(partnershipId: string, text: string, at: Date) {
      const id = newId();
      return { id, at, sealed: seal(text, keyring, where(partnershipId, id)) };
    },

    /** A message as it reads now. */
    writtenOf(partnershipId: string, row: MessageRow): Written {
      const [newest] = row.versions;
      const gone = row.deletedAt !== null || !newest;
      return {
        id: row.id,
        kind: row.kind as Written['kind'],
        authorId: row.authorId,
        at: row.at,
        text: gone ? null : open(newest.sealed, keyring, where(partnershipId, newest.id)),
        edited: row.versions.length > 1,
        removed: row.removedAt !== null,
        byForm: row.origin === null,
      };
    },

    /** Erases every version of everything written, and leaves that it was written. */
    async erase(tx: Db, consultationId: string, at: Date): Promise<void> {
      await tx.consultVersion.deleteMany({ where: { message: { consultationId } } });
      await tx.consultMessage.updateMany({ where: { consultationId }, data: { deletedAt: at } });
    },
  };
}

export type Texts = ReturnType<typeof createTexts>;
