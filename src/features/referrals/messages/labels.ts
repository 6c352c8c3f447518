import type { Handover, Service, ShareLevel, Words } from '../../partnerships/rules.js';
import { dayInWords } from '../../../shared/days.js';
import { COULD_NOT_ACT, isReasoned, reasonFor } from '../rules/reasons.js';
import type { Referral } from '../rules/referral.js';
import { isQuiet } from '../rules/sharing.js';

export const SHARE_LABELS: Readonly<Record<ShareLevel, string>> = {
  none: 'Nothing more than whether it arrived and was taken',
  status: 'Status only: contact made, closed',
  summary: 'Status, and how it ended in one line',
};

/** What the adviser’s side reads about what may be told. */
export const TELL_LABELS: Readonly<Record<ShareLevel, string>> = {
  none: 'nothing more',
  status: 'status only',
  summary: 'status and outcome',
};

export const HANDOVER_LABELS: Readonly<Record<Handover, string>> = {
  thread: 'On site: the adviser meets the person',
  'secure-email': 'Secure e-mail',
  'person-held': 'The person holds the reference',
};

export const WAY_LABELS = {
  call: 'Phone call',
  text: 'Text message',
  email: 'E-mail',
  letter: 'Letter',
  visit: 'Visit',
} as const;

/** The status as the health side reads it. At level `none` it stops at “with the service” once it was accepted. */
export function healthStatus(referral: Referral, words: Words, level: ShareLevel): string {
  if (isQuiet(referral, level)) return 'With the service. They asked us not to send news';
  switch (referral.state) {
    case 'draft':
      return 'Not sent';
    case 'requested':
      return 'Sent, waiting';
    case 'on-hold':
      return `Paused: ${reasonText(referral)}`;
    case 'accepted':
      return words.accepted;
    case 'in-progress':
      return words.inProgress;
    case 'completed':
      return 'Closed';
    case 'rejected':
      return 'This service can’t take it';
    case 'failed':
      return words.endedWithoutHelp;
    case 'cancelled':
      return 'Withdrawn';
    case 'entered-in-error':
      return 'Removed';
  }
}

/** The status as the receiving service reads it. */
export function legalStatus(referral: Referral, taker: string | null, trueReason: string | null): string {
  switch (referral.state) {
    case 'draft':
      return '';
    case 'requested':
      return 'New referral';
    case 'on-hold':
      return `On hold: ${reasonText(referral)}`;
    case 'accepted':
      return `Taken by ${taker ?? 'an adviser'}`;
    case 'in-progress':
      return `Open matter, with ${taker ?? 'an adviser'}`;
    case 'completed':
      return 'Closed';
    case 'rejected':
      return `Declined: ${reasonFor('rejected', trueReason ?? '')?.label ?? 'reason kept inside'}`;
    case 'failed':
      return `Could not complete: ${reasonText(referral)}`;
    case 'cancelled':
      return 'Withdrawn';
    case 'entered-in-error':
      return 'Removed';
  }
}

function reasonText({ state, reason }: Referral): string {
  if (reason === null || reason === COULD_NOT_ACT || !isReasoned(state)) return 'no reason given';
  const found = reasonFor(state, reason);
  return (found?.shown ?? found?.label ?? 'no reason given').toLowerCase();
}

/** “act by Tue 16 Feb 2027”, or that no date is known. */
export const actByText = ({ actBy, keyDate }: Referral): string =>
  actBy && keyDate ? `${dayInWords(actBy)} (last day ${dayInWords(keyDate)})` : 'No date known';

/** What the health side calls the receiving service. */
export const serviceName = (service: Service | undefined): string =>
  service?.name ?? 'a service that has left';
