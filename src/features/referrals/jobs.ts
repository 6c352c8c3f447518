import type { RunJob } from '../../delivery/jobs.js';
import type { Compose } from '../../delivery/outbox.js';
import { adviserNews, answerMessage, newsErased, newsMessage, statusCard } from './messages/health.js';
import { referralCard } from './messages/card.js';
import type { NewsAlone } from './rules/bundle.js';
import type { AdviserNews } from './rules/sharing.js';
import { updatesErased, updatesMessage } from './messages/updates.js';
import { BundlePayload } from './schema.js';
import type { ViewNeeds } from './use-cases/needs.js';
import { updatesFor } from './use-cases/updates.js';
import { viewReferral } from './use-cases/view.js';

/**
 * What is said later: each notice is composed from the state of the moment it is sent (or looked at), so that a
 * level that was lowered, or a text that was erased, in between is respected.
 */
export function referralNotices(needs: ViewNeeds): ReadonlyMap<string, Compose> {
  const viewFor = ({ partnership = '', referral = '' }: Payload) =>
    viewReferral(needs, partnership, referral);

  return new Map<string, Compose>([
    [
      'referrals.card',
      async (payload) => {
        const view = await viewFor(payload);
        return view && referralCard(view);
      },
    ],
    [
      'referrals.status',
      async (payload) => {
        const view = await viewFor(payload);
        const reader = activeMember(needs, payload);
        return view && reader && statusCard(view, reader);
      },
    ],
    [
      'referrals.news',
      async (payload) => {
        const view = await viewFor(payload);
        const reader = activeMember(needs, payload);
        if (!view || !reader) return null;
        const news = payload['news'] ?? '';
        if (payload['erased']) return newsErased(view, news);
        if (reader.side === 'legal') return adviserNews(view, news as AdviserNews);
        return newsMessage(view, reader, news as NewsAlone);
      },
    ],
    [
      'referrals.updates',
      async (payload) => {
        const reader = activeMember(needs, payload);
        const bundle = BundlePayload.parse(payload);
        const updates = reader ? await updatesFor(needs, reader, bundle) : [];
        const message = reader && updatesMessage(updates, reader, bundle);
        return message ?? (payload['erased'] ? updatesErased() : null);
      },
    ],
    [
      'referrals.answer',
      async (payload) => {
        const view = await viewFor(payload);
        if (!view) return null;
        const { partnershipId, id } = view.referral;
        return answerMessage(view, await needs.store.textById(partnershipId, id, payload['text'] ?? ''));
      },
    ],
  ]);
}

/** When something about a referral could not be said in its service's channel, whoever sent it is told. */
export const referralJobs = ({ store, now }: ViewNeeds): ReadonlyMap<string, RunJob> =>
  new Map([
    [
      'referrals.undelivered',
      ({ partnership = '', referral = '' }, key) => store.tellOrigin(partnership, referral, key, now()),
    ],
  ]);

type Payload = Readonly<Record<string, string>>;

/** Nobody who has left is told anything. */
function activeMember(needs: ViewNeeds, { member: id = '' }: Payload) {
  const member = needs.directory.memberById(id);
  return member?.active ? member : null;
}
