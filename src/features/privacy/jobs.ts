import type { RunJob } from '../../delivery/jobs.js';
import type { Compose } from '../../delivery/outbox.js';
import { dayAt } from '../../shared/days.js';
import { openingAfter } from '../deadlines/rules.js';
import type { Directory } from '../partnerships/rules.js';
import { againMessage, removedMessage, reportedMessage } from './messages/told.js';
import { ToldPayload } from './schema/removal.js';

const DAY_MS = 24 * 3_600_000;

type Needs = {
  directory: Directory;
  retention: {
    planDay(partnershipId: string, day: string, dueAt: Date, now: Date): Promise<void>;
    eraseBefore(partnershipId: string, cutoff: Date, key: string, now: Date): Promise<void>;
  };
  now: () => Date;
};

/** Erases what was typed in cases that closed long enough ago. Source: governance section 3, the partnership's own days. */
export const privacyJobs = ({ directory, retention, now }: Needs): ReadonlyMap<string, RunJob> =>
  new Map([
    [
      'privacy.retention',
      async ({ partnership: id = '' }, key) => {
        const partnership = directory.partnership(id);
        if (!partnership) return;
        const cutoff = new Date(now().getTime() - partnership.retention.textDays * DAY_MS);
        await retention.eraseBefore(id, cutoff, key, now());
      },
    ],
  ]);

/** Plans the next working morning's run of every partnership, once a day however often it is asked. */
export function dailyRetention({ directory, retention, now }: Needs): () => Promise<number> {
  const planned = new Map<string, string>();
  return async () => {
    for (const partnership of directory.all()) {
      const dueAt = openingAfter(now(), 1, partnership);
      const day = dayAt(dueAt, partnership.timeZone);
      if (planned.get(partnership.id) === day) continue;
      await retention.planDay(partnership.id, day, dueAt, now());
      planned.set(partnership.id, day);
    }
    return 0;
  };
}

/** What is said about a text that could identify somebody. Nobody who has left is told anything. */
export function privacyNotices(directory: Directory): ReadonlyMap<string, Compose> {
  const speak =
    (words: typeof removedMessage): Compose =>
    async (payload) => {
      const { member, ...told } = ToldPayload.parse(payload);
      return directory.memberById(member)?.active ? words(told, directory) : null;
    };
  return new Map([
    ['privacy.removed', speak(removedMessage)],
    ['privacy.again', speak(againMessage)],
    ['privacy.reported', speak(reportedMessage)],
  ]);
}
