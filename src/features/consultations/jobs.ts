import type { RunJob } from '../../delivery/jobs.js';
import type { Compose } from '../../delivery/outbox.js';
import { consultationCard } from './messages/card.js';
import { newsMessage, undeliveredMessage, writtenMessage } from './messages/talk.js';
import type { Telling } from './rules/change.js';
import type { ConsultationView } from './rules/view.js';
import { DuePayload } from './schema.js';
import { closeQuiet, noteBreach, remindAsker, remindDuty, type Due } from './use-cases/clock.js';
import type { Needs } from './use-cases/needs.js';
import { viewConsultation } from './use-cases/view.js';

/** What becomes due: reminders, the end of the promise, and closing what has gone quiet. */
export function consultationJobs(needs: Needs): ReadonlyMap<string, RunJob> {
  const job =
    (run: (needs: Needs, due: Due, key: string) => Promise<void>): RunJob =>
    (payload, key) =>
      run(needs, DuePayload.parse(payload), key);
  return new Map([
    ['consultations.remind', job(remindDuty)],
    ['consultations.breach', job(noteBreach)],
    ['consultations.silence', job(remindAsker)],
    ['consultations.close', job(closeQuiet)],
    [
      'consultations.undelivered',
      ({ partnership = '', consultation = '' }, key) =>
        needs.store.tellMissing(partnership, consultation, key, needs.now()),
    ],
  ]);
}

/** The subjects at the roots of threads in which somebody may still write, in every partnership. */
export const consultationThreads =
  ({ store, directory }: Needs) =>
  async (closedSince: Date): Promise<string[]> => {
    const all = directory.all().map(({ id }) => store.threads(id, closedSince));
    return (await Promise.all(all)).flat();
  };

/** The words of cards, of what was written elsewhere, and of news, at the moment they are said or looked at. */
export function consultationNotices(needs: Needs): ReadonlyMap<string, Compose> {
  const viewFor = ({ partnership = '', consultation = '' }: Readonly<Record<string, string>>) =>
    viewConsultation(needs, partnership, consultation);
  const missing = async ({ consultation }: ConsultationView) =>
    (await needs.store.missingIn(consultation)).map(({ platform }) => platform);
  return new Map<string, Compose>([
    [
      'consultations.card',
      async (payload, { platform }) => {
        const view = await viewFor(payload);
        return view && consultationCard(view, { on: platform, missing: await missing(view) });
      },
    ],
    [
      'consultations.written',
      async (payload) => {
        const view = await viewFor(payload);
        const { partnership = '', written: id = '' } = payload;
        const { written } = (await needs.store.written(partnership, id)) ?? {};
        if (!view || !written) return null;
        return writtenMessage(view, written, needs.directory.memberById(written.authorId));
      },
    ],
    [
      'consultations.undelivered',
      async (payload) => {
        const view = await viewFor(payload);
        return view && undeliveredMessage(view, await missing(view));
      },
    ],
    [
      'consultations.news',
      async (payload) => {
        const view = await viewFor(payload);
        const reader = needs.directory.memberById(payload['member'] ?? '');
        if (!view || !reader?.active || view.consultation.state === 'withdrawn') return null;
        return newsMessage(view, reader, payload['news'] as Telling['news']);
      },
    ],
  ]);
}
