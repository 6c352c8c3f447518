import type { Db } from '../../../database/types.js';
import { open, seal, type Keyring } from '../../../database/seal.js';
import { newId } from '../../../shared/ids.js';
import type { Texts } from '../rules/change.js';

/** The kinds of sealed text. `what` and `needs` come with the referral, the others with what happens to it. */
export type TextKind = 'what' | 'needs' | 'question' | 'answer' | 'inside' | 'outcome';

const EMPTY: Texts = { what: null, access: [], contact: [], contactNote: null };

/** Seals and opens what people typed: bound to its row, so that a value moved elsewhere cannot be read. */
export function createTexts(keyring: Keyring, db: Db) {
  const where = (partnership: string, id: string) => ({
    partnership,
    table: 'ReferralText',
    row: id,
    field: 'sealed',
  });

  /** The columns of one sealed text. */
  function row(partnershipId: string, kind: TextKind, text: string, byId: string, at: Date) {
    const id = newId();
    return { id, kind, byId, at, sealed: seal(text, keyring, where(partnershipId, id)) };
  }

  return {
    row,

    /** The rows of a new referral’s texts. */
    rowsOf(partnershipId: string, texts: Texts, byId: string, at: Date) {
      const { what, ...needs } = texts;
      return [
        row(partnershipId, 'what', what ?? '', byId, at),
        row(partnershipId, 'needs', JSON.stringify(needs), byId, at),
      ];
    },

    /** What was typed when the referral was sent; empty once it has been erased. */
    async of(partnershipId: string, referralId: string): Promise<Texts> {
      const rows = await db.referralText.findMany({
        where: { referralId, kind: { in: ['what', 'needs'] } },
      });
      const read = (kind: TextKind) => {
        const found = rows.find((each) => each.kind === kind);
        return found && open(found.sealed, keyring, where(partnershipId, found.id));
      };
      const needs = read('needs');
      return { ...EMPTY, ...(needs && (JSON.parse(needs) as Partial<Texts>)), what: read('what') ?? null };
    },

    /** One text of a referral by its id, or null once it has been erased. */
    async byId(partnershipId: string, referralId: string, id: string): Promise<string | null> {
      const found = await db.referralText.findFirst({ where: { id, referralId } });
      return found && open(found.sealed, keyring, where(partnershipId, found.id));
    },

    /** The newest text of a kind, or null. */
    async latest(partnershipId: string, referralId: string, kind: TextKind): Promise<string | null> {
      const found = await db.referralText.findFirst({ where: { referralId, kind }, orderBy: { id: 'desc' } });
      return found && open(found.sealed, keyring, where(partnershipId, found.id));
    },
  };
}
