/** The states of a consultation. Source: taxonomy section 5. */
export const STATES = ['open', 'answering', 'needs-info', 'answered', 'closed', 'withdrawn'] as const;
export type State = (typeof STATES)[number];

/** Who somebody is to one consultation, or the clock. */
export type Party = 'asker' | 'adviser' | 'qualified-adviser' | 'service-lead' | 'privacy-lead' | 'clock';

/** What happened, by button or by what somebody wrote. */
export type Doing =
  | 'take'
  | 'reply'
  | 'hand-back'
  | 'ask-for-more'
  | 'give-more'
  | 'answer'
  | 'that-answered-it'
  | 'need-more'
  | 'both-results'
  | 'quiet'
  | 'no-reply'
  | 'withdraw';

type Row = {
  from: readonly State[];
  doing: readonly Doing[];
  by: readonly Party[];
  through: readonly State[];
};

const LIVE: readonly State[] = ['open', 'answering', 'needs-info', 'answered', 'closed'];

/**
 * What moves a consultation. Whatever is not in here changes nothing. Asking for more, or answering, one that nobody
 * has taken is also a first reply, so it passes through `answering`. Source: taxonomy section 5.
 */
const TRANSITIONS: readonly Row[] = [
  { from: ['open'], doing: ['take', 'reply'], by: ['qualified-adviser'], through: ['answering'] },
  { from: ['answering'], doing: ['hand-back'], by: ['adviser', 'service-lead'], through: ['open'] },
  {
    from: ['open'],
    doing: ['ask-for-more'],
    by: ['qualified-adviser'],
    through: ['answering', 'needs-info'],
  },
  { from: ['answering'], doing: ['ask-for-more'], by: ['qualified-adviser'], through: ['needs-info'] },
  { from: ['needs-info'], doing: ['give-more'], by: ['asker'], through: ['answering'] },
  { from: ['needs-info'], doing: ['no-reply'], by: ['clock'], through: ['closed'] },
  { from: ['open'], doing: ['answer'], by: ['qualified-adviser'], through: ['answering', 'answered'] },
  { from: ['answering'], doing: ['answer'], by: ['qualified-adviser'], through: ['answered'] },
  { from: ['answering'], doing: ['that-answered-it'], by: ['asker'], through: ['answered'] },
  { from: ['answered'], doing: ['need-more'], by: ['asker'], through: ['answering'] },
  {
    from: ['answered'],
    doing: ['both-results', 'quiet'],
    by: ['asker', 'adviser', 'clock'],
    through: ['closed'],
  },
  { from: ['closed'], doing: ['need-more'], by: ['asker'], through: ['answering'] },
  { from: LIVE, doing: ['withdraw'], by: ['asker', 'privacy-lead'], through: ['withdrawn'] },
];

export type Decision =
  | { kind: 'move'; through: readonly State[] }
  | { kind: 'not-from-here' }
  | { kind: 'not-yours' }
  | { kind: 'needs-regulated' };

/** Whether somebody who is all of `parties` may do this where the consultation stands, and where it leads. */
export function decide(from: State, doing: Doing, parties: ReadonlySet<Party>): Decision {
  const rows = TRANSITIONS.filter((row) => row.from.includes(from) && row.doing.includes(doing));
  if (rows.length === 0) return { kind: 'not-from-here' };
  const row = rows.find(({ by }) => by.some((party) => parties.has(party)));
  if (row) return { kind: 'move', through: row.through };
  const regulated = rows.some(({ by }) => by.includes('qualified-adviser')) && parties.has('adviser');
  return { kind: regulated ? 'needs-regulated' : 'not-yours' };
}

/** Somebody still has something to do about it. */
export const isOpen = (state: State): boolean => state !== 'closed' && state !== 'withdrawn';
