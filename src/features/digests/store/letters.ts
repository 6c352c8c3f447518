import { open, seal, type Keyring } from '../../../database/seal.js';
import type { Db } from '../../../database/types.js';
import { newId } from '../../../shared/ids.js';
import type { Act } from '../../privacy/rules.js';
import type { DigestStore } from '../use-cases/needs.js';

/** What champions write to a site: sealed to its own row. Retention erases it with the other texts of its time. */
export function createLetters(keyring: Keyring) {
  const where = (partnership: string, row: string) => ({
    partnership,
    table: 'SiteLetter',
    row,
    field: 'sealed',
  });
  return {
    async write(tx: Db, { siteId, text }: { siteId: string; text: string }, act: Act): Promise<string> {
      const { member, partnership } = act.who;
      const id = newId();
      const sealed = seal(text, keyring, where(partnership.id, id));
      await tx.siteLetter.create({
        data: { id, partnershipId: partnership.id, siteId, sealed, byId: member.id, at: act.at },
      });
      return id;
    },

    async read(db: Db, partnershipId: string, id: string): ReturnType<DigestStore['letter']> {
      const row = await db.siteLetter.findFirst({ where: { id, partnershipId } });
      return (
        row && {
          text: open(row.sealed, keyring, where(partnershipId, id)),
          byId: row.byId,
          siteId: row.siteId,
        }
      );
    },
  };
}

export type Letters = ReturnType<typeof createLetters>;
