import { counted } from '../../../chat/words.js';
import { dayInWords, instantInWords } from '../../../shared/days.js';
import { workingMsBetween } from '../../deadlines/rules.js';
import type { ConsultationView } from '../rules/view.js';

export const SOURCE_LABELS = { phone: 'By phone', corridor: 'In the corridor', email: 'By e-mail' } as const;

/** Who has to do something now, so that nobody is left guessing whose job it is. */
export function nextActor({ consultation, asker, taker }: ConsultationView): string {
  switch (consultation.state) {
    case 'open':
      return 'an adviser takes it';
    case 'answering':
      return `${taker?.name ?? 'the adviser'} answers`;
    case 'needs-info':
      return `${asker?.name ?? 'the asker'} says more`;
    case 'answered':
      return 'both say how it ended';
    case 'closed':
    case 'withdrawn':
      return 'nobody; it is closed';
  }
}

/** Where it stands, in one line. */
export function statusLabel({ consultation, taker }: ConsultationView): string {
  switch (consultation.state) {
    case 'open':
      return 'Waiting for an adviser';
    case 'answering':
      return `With ${taker?.name ?? 'an adviser'}`;
    case 'needs-info':
      return 'More was asked for';
    case 'answered':
      return 'Answered';
    case 'closed':
      return 'Closed';
    case 'withdrawn':
      return 'Withdrawn';
  }
}

/** How long it has waited, in working time, against what was promised. */
export function waitingLine({ consultation, partnership, now }: ConsultationView): string {
  const { openedAt, repliedAt, promisedBy } = consultation;
  const waited = inHours(workingMsBetween(openedAt, repliedAt ?? now, partnership));
  if (repliedAt) return `first answer after ${waited}`;
  const due = instantInWords(promisedBy, partnership.timeZone);
  return now > promisedBy ? `${waited}, longer than promised (${due})` : `${waited}, promised by ${due}`;
}

function inHours(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  return minutes < 60
    ? counted(minutes, 'working minute')
    : counted(Math.floor(minutes / 60), 'working hour');
}

/** The day it happened, or the date on the letter. */
export const eventDateLabel = (day: string | null): string => (day ? dayInWords(day) : 'Not sure');
