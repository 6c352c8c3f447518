import type { Db } from '../../../database/types.js';
import { open, seal, type Keyring } from '../../../database/seal.js';
import { newId } from '../../../shared/ids.js';
import type { Texts } from '../rules/change.js';

/** The kinds of sealed text. `what` and `needs` come with the referral, the others with what happens to it. */
export type TextKind = 'what' | 'needs' | 'question' | 'answer' | 'inside' | 'outcome';

type Row = { id: string; kind: string; sealed: string };

const noteIn = (needs: string): string | null => (JSON.parse(needs) as Partial<Texts>).contactNote ?? null;

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

  const opened = (partnershipId: string, { id, sealed }: Pick<Row, 'id' | 'sealed'>): string | null =>
    sealed === '' ? null : open(sealed, keyring, where(partnershipId, id));

  /** Beside the note in a row of needs stand keys that somebody chose, which name nobody. */
  function resealed(partnershipId: string, found: Row, text: string | null): string {
    const inNeeds = found.kind === 'needs';
    if (!inNeeds && text === null) return '';
    const needs = inNeeds ? (JSON.parse(opened(partnershipId, found) ?? '{}') as Partial<Texts>) : null;
    const whole = needs ? JSON.stringify({ ...needs, contactNote: text }) : (text ?? '');
    return seal(whole, keyring, where(partnershipId, found.id));
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
        return found && opened(partnershipId, found);
      };
      const needs = read('needs');
      return { ...EMPTY, ...(needs && (JSON.parse(needs) as Partial<Texts>)), what: read('what') ?? null };
    },

    /** One text of a referral by its id, or null once it has been erased. */
    async byId(partnershipId: string, referralId: string, id: string): Promise<string | null> {
      const found = await db.referralText.findFirst({ where: { id, referralId } });
      return found && opened(partnershipId, found);
    },

    /** The newest text of a kind, or null. */
    async latest(partnershipId: string, referralId: string, kind: TextKind): Promise<string | null> {
      const found = await db.referralText.findFirst({ where: { referralId, kind }, orderBy: { id: 'desc' } });
      return found && opened(partnershipId, found);
    },

    /** What somebody wrote in a row; null once it is gone, or where nothing was written. */
    read(partnershipId: string, found: Row): string | null {
      const text = opened(partnershipId, found);
      return found.kind === 'needs' && text !== null ? noteIn(text) : text;
    },

    /** Erases what somebody wrote in a row, and leaves that it was there. What was chosen beside it stays. */
    async remove(tx: Db, partnershipId: string, id: string, at: Date): Promise<void> {
      const found = await tx.referralText.findFirstOrThrow({ where: { id } });
      const data = { sealed: resealed(partnershipId, found, null), removedAt: at };
      await tx.referralText.update({ where: { id }, data });
    },

    /** Puts new words where some were removed. */
    async putBack(tx: Db, partnershipId: string, id: string, text: string, at: Date): Promise<void> {
      const found = await tx.referralText.findFirstOrThrow({ where: { id } });
      const data = { sealed: resealed(partnershipId, found, text), at, removedAt: null };
      await tx.referralText.update({ where: { id }, data });
    },
  };
}
