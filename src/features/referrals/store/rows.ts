import type { Handover, ShareLevel } from '../../partnerships/rules.js';
import type { Agreed, AgreementMethod, Priority, Referral } from '../rules/referral.js';
import type { State } from '../rules/states.js';

/** The stored row of a referral with the agreements that are in force. */
export type ReferralRow = Omit<
  Referral,
  'state' | 'heldFrom' | 'issues' | 'priority' | 'handover' | 'agreed'
> & {
  state: string;
  heldFrom: string | null;
  issues: unknown;
  priority: string;
  handover: string;
  agreements: readonly AgreementRow[];
};

type AgreementRow = {
  kind: string;
  party: string;
  level: string | null;
  method: string;
  wordsVersion: string;
  at: Date;
};

/** What a query must include for `referralOf`. */
export const WITH_AGREEMENTS = { agreements: { where: { endedAt: null } } } as const;

/** The referral that a row stands for. Only this room writes these columns, so their keys are trusted. */
export function referralOf(row: ReferralRow): Referral {
  const { agreements, ...facts } = row;
  return {
    ...facts,
    state: row.state as State,
    heldFrom: row.heldFrom as State | null,
    issues: row.issues as string[],
    priority: row.priority as Priority,
    handover: row.handover as Handover,
    agreed: agreedOf(agreements),
  };
}

function agreedOf(rows: readonly AgreementRow[]): Agreed {
  const refer = rows.find(({ kind }) => kind === 'refer');
  if (!refer) throw new Error('a referral without its agreement');
  const level = (party: string) =>
    (rows.find((row) => row.kind === 'feedback' && row.party === party)?.level ?? 'none') as ShareLevel;
  return {
    method: refer.method as AgreementMethod,
    at: refer.at,
    wordsVersion: refer.wordsVersion,
    share: { sender: level('sender'), navigator: level('navigator') },
  };
}
