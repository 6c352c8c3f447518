/** “a, b and c”. */
export function listInWords(items: readonly string[]): string {
  const last = items.at(-1);
  if (last === undefined || items.length === 1) return last ?? '';
  return `${items.slice(0, -1).join(', ')} and ${last}`;
}

/** “1 referral”, “2 referrals”. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

/** What people call each way in. */
export const PLATFORM_LABELS = { slack: 'Slack', teams: 'Microsoft Teams', web: 'the web page' } as const;
export const NATION_LABELS = { E: 'England', W: 'Wales', S: 'Scotland', NI: 'Northern Ireland' } as const;
export const PRIORITY_LABELS = { routine: 'Routine', urgent: 'Urgent', asap: 'As soon as possible' } as const;

/** Stands under each answer, so that nobody takes it for advice to the patient. Source: governance G08. */
export const NOT_ADVICE = 'General information, not advice to the patient.';
