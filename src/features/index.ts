import type { Clean } from '../chat/clean.js';
import type { Around } from '../chat/dispatch.js';
import type { Feature } from '../chat/feature.js';
import type { Address, Channel, Platform } from '../chat/place.js';
import type { Keyring } from '../database/seal.js';
import { createSearch } from '../database/search.js';
import type { Database } from '../database/types.js';
import type { RunJob } from '../delivery/jobs.js';
import type { Compose } from '../delivery/outbox.js';
import { capacityFeature } from './capacity/commands.js';
import { capacityJobs, capacityNotices } from './capacity/jobs.js';
import { createCapacityStore } from './capacity/store.js';
import { consultationsFeature } from './consultations/commands/commands.js';
import type { CommandNeeds } from './consultations/commands/needs.js';
import { openLogForm } from './consultations/commands/log.js';
import { consultationJobs, consultationNotices, consultationThreads } from './consultations/jobs.js';
import { createConsultationHolder } from './consultations/store/held.js';
import { createConsultationStore } from './consultations/store/store.js';
import type { Needs as ConsultationNeeds } from './consultations/use-cases/needs.js';
import { digestsFeature } from './digests/commands.js';
import { digestJobs, digestNotices } from './digests/jobs.js';
import { sayWithout } from './digests/store/stories.js';
import { createDigestStore } from './digests/store/store.js';
import { planDigests } from './digests/use-cases/plan.js';
import { createEvidenceStore } from './evidence/store/store.js';
import { helpFeature } from './help/commands.js';
import { learningFeature, openSaveForm } from './learning/commands.js';
import { learningJobs, learningNotices } from './learning/jobs.js';
import { cardParts } from './learning/messages/card.js';
import { createCardStore } from './learning/store.js';
import { createCardHolder } from './learning/store/held.js';
import { newestCardAbout, shownIn, similarCards, type LearningNeeds } from './learning/use-cases.js';
import { outcomesFeature } from './outcomes/commands/commands.js';
import { outcomeJobs, outcomeNotices } from './outcomes/jobs.js';
import { createOutcomeStore } from './outcomes/store.js';
import { followUpGaps } from './outcomes/use-cases/gaps.js';
import { servicesFor } from './partnerships/rules.js';
import { partnershipsFeature } from './partnerships/commands.js';
import type { Directory, Partnership, Who } from './partnerships/rules.js';
import { referralsFeature } from './referrals/commands/commands.js';
import { bundleOf } from './referrals/rules/bundle.js';
import { referralJobs, referralNotices } from './referrals/jobs.js';
import { openStory, storiesFeature } from './stories/commands.js';
import { storyNotices } from './stories/jobs.js';
import { createStoryStore } from './stories/store.js';
import { quotable } from './stories/use-cases/view.js';
import { triageNotices } from './triage/jobs.js';
import { dailyRetention, privacyJobs, privacyNotices } from './privacy/jobs.js';
import { removalFeature } from './privacy/commands/removal.js';
import { settleForms } from './privacy/commands.js';
import { createOverrides, createRetention } from './privacy/store.js';
import { cleanWith } from './privacy/use-cases.js';
import { createRemovals } from './privacy/store/removals.js';
import { openReferForm } from './referrals/commands/send.js';
import { createReferralHolder } from './referrals/store/held.js';
import { createReferralStore } from './referrals/store/store.js';
import { undeliveredFeature } from './undelivered/commands.js';
import { createUndeliveredStore } from './undelivered/store.js';

export type FeatureNeeds = {
  database: Database;
  keyring: Keyring;
  directory: Directory & { refresh(): Promise<void> };
  /** The platforms that are connected: nobody is told anything on another one. */
  platforms: ReadonlySet<Platform>;
  randomBytes: (count: number) => Uint8Array;
  now: () => Date;
};

/** Everything the features offer, together. */
export type Features = {
  features: readonly Feature<Who>[];
  /** What stands between every form and its feature: nothing typed gets through before it is settled. */
  around: Around<Who>;
  /** What may be kept of what is written where no form can be settled first. */
  clean: Clean;
  notices: ReadonlyMap<string, Compose>;
  jobs: ReadonlyMap<string, RunJob>;
  /** Each plans what comes round: once a day, once a week. */
  rounds: readonly (() => Promise<number>)[];
  /** The subjects at the roots of threads in which people may still write. */
  threads: (closedSince: Date) => Promise<string[]>;
};

/** What one feature brings: how it is reached, what it says later, and what it does later. */
type Part = {
  feature: Feature<Who>;
  notices: ReadonlyMap<string, Compose>;
  jobs: ReadonlyMap<string, RunJob>;
  round?: () => Promise<number>;
  threads?: (closedSince: Date) => Promise<string[]>;
};

/** Builds all features and puts together what they offer. */
export function createFeatures(needs: FeatureNeeds): Features {
  const search = createSearch(needs);
  const privacy = { ...needs, retention: createRetention({ ...needs, search }) };
  const parts = partsOf({ ...needs, search });
  const features = parts.map(({ feature }) => feature);
  return {
    features: [...features, helpFeature(features)],
    clean: cleanWith(() => needs.directory.all().map(({ prefix }) => prefix)),
    around: settleForms({ store: createOverrides(needs), now: needs.now }),
    notices: new Map(parts.flatMap(({ notices }) => [...notices])),
    jobs: new Map([...parts.flatMap(({ jobs }) => [...jobs]), ...privacyJobs(privacy)]),
    rounds: [dailyRetention(privacy), ...parts.flatMap(({ round }) => round ?? [])],
    threads: async (since) => {
      const all = parts.flatMap(({ threads }) => (threads ? [threads(since)] : []));
      return (await Promise.all(all)).flat();
    },
  };
}

/** The one list of features. A new noun is a folder and a few lines here. */
function partsOf(needs: FeatureNeeds & { search: ReturnType<typeof createSearch> }): Part[] {
  const { database, keyring, directory, now, search } = needs;
  const reach = reachOf(needs);
  const { person } = reach;
  const outcomeStore = createOutcomeStore({ database });
  const storyStore = createStoryStore({ database, keyring, onEnded: sayWithout });
  const referring = { ...needs, reach, onChanged: [outcomeStore.follow, storyStore.follow] };
  const consulting = { database, keyring, reach, search, timeOf: timeIn(directory) };
  const referrals = createReferralStore(referring);
  const cards = createCardStore({ database, keyring, search });

  const referral = { store: referrals, directory, now };
  const consultation = { store: createConsultationStore(consulting), directory, now };
  const outcome = { store: outcomeStore, referrals, directory, person, now };
  const story = { store: storyStore, referrals, directory, person, channels: reach.channels, now };
  const learning = { store: cards, directory, person, now };
  const capacityStore = createCapacityStore({ database });
  const capacity = { store: capacityStore, directory, person, now };
  const digest = {
    store: createDigestStore({
      ...needs,
      gaps: (partnership, at) => followUpGaps({ store: outcomeStore }, partnership, at),
    }),
    evidence: createEvidenceStore({ database }),
    stories: quotable(story),
    ...{ directory, person, channels: reach.channels, now },
    cardAbout: (partnership: Partnership, issue: string) => newestCardAbout(learning, partnership, issue),
    card: async (partnershipId: string, id: string) => {
      const found = await cards.find(partnershipId, id);
      return found && shownIn(learning, found);
    },
    newestReport: capacityStore.newest,
  };
  const holders = [
    createConsultationHolder(consulting),
    createReferralHolder(referring),
    createCardHolder({ database, keyring, search, directory }),
  ];
  const removal = { store: createRemovals({ database, holders, person }), directory, now };
  const triage = triageNotices({ consultations: consultation, referrals: referral });
  const none = new Map<string, never>();
  return [
    {
      feature: referralsFeature(referral),
      notices: new Map([...referralNotices(referral), ...triage]),
      jobs: referralJobs(referral),
    },
    {
      feature: consultationsFeature({ ...consultation, ...borrowed(referral, learning) }),
      notices: consultationNotices(consultation),
      jobs: consultationJobs(consultation),
      threads: consultationThreads(consultation),
    },
    { feature: outcomesFeature(outcome), notices: outcomeNotices(outcome), jobs: outcomeJobs(outcome) },
    { feature: learningFeature(learning), notices: learningNotices(learning), jobs: learningJobs(learning) },
    { feature: partnershipsFeature({ now }), notices: none, jobs: none },
    { feature: capacityFeature(capacity), notices: capacityNotices(capacity), jobs: capacityJobs(capacity) },
    { feature: storiesFeature(story), notices: storyNotices(story), jobs: none },
    {
      feature: digestsFeature({ ...digest, logForm: openLogForm, openStory: openStory(story) }),
      notices: digestNotices(digest),
      jobs: digestJobs(digest),
      round: planDigests(digest),
    },
    {
      feature: undeliveredFeature({ store: createUndeliveredStore({ database }), now }),
      notices: none,
      jobs: none,
    },
    { feature: removalFeature(removal), notices: privacyNotices(directory), jobs: none },
  ];
}

/** What consultations borrow from other features, so that neither folder knows the other's commands. */
const borrowed = (
  referralNeeds: Parameters<typeof openReferForm>[0],
  learningNeeds: LearningNeeds,
): Omit<CommandNeeds, keyof ConsultationNeeds> => ({
  cardsAbout: async (situation) => {
    const cards = await similarCards(learningNeeds, { ...situation, limit: 2 });
    return cards.flatMap(cardParts);
  },
  saveCard: (who, { consultation, text }) =>
    openSaveForm(learningNeeds, who, {
      issues: consultation?.issues ?? [],
      nation: consultation?.nation ?? who.partnership.nation,
      text,
      ...(consultation && { fromId: consultation.id }),
    }),
  refer: (who, { consultation, what }) =>
    openReferForm(referralNeeds, who, {
      values: consultation
        ? { issues: consultation.issues, what, priority: consultation.priority, keyDate: '' }
        : { what },
      context: consultation ? { consultation: consultation.id } : {},
    }),
});

/** Where working time is counted for a partnership. */
const timeIn = (directory: Directory) => (partnershipId: string) => {
  const found = directory.partnership(partnershipId);
  if (!found) throw new Error('a case of a partnership that is not loaded');
  return found;
};

/** Where people and services are reached: people on the platform they last used, if it is connected. */
function reachOf({ directory, platforms }: FeatureNeeds) {
  const addresses = (channels: readonly Channel[]): Address[] =>
    channels
      .filter(({ platform }) => platforms.has(platform))
      .map((channel) => ({ to: 'channel', ...channel }));
  const triage = (serviceId: string) => addresses(directory.serviceById(serviceId)?.triage ?? []);
  return {
    triage,
    channels: (partnershipId: string) => addresses(directory.partnership(partnershipId)?.channels ?? []),
    triageOf(partnershipId: string, issues: readonly string[]) {
      const partnership = directory.partnership(partnershipId);
      const services = partnership ? issues.flatMap((issue) => servicesFor(partnership, [issue])) : [];
      return [...new Set(services.map(({ id }) => id))].flatMap((serviceId) =>
        triage(serviceId).map((to) => ({ serviceId, to })),
      );
    },
    bundle(memberId: string, at: Date) {
      const member = directory.memberById(memberId);
      const rhythm = member?.updates ?? 'daily';
      return { ...bundleOf(at, rhythm, timeIn(directory)(member?.partnershipId ?? '')), rhythm };
    },
    person: (memberId: string): Address | null => {
      const member = directory.memberById(memberId);
      const account = member?.active && member.accounts.find(({ platform }) => platforms.has(platform));
      return account ? { to: 'person', ...account } : null;
    },
  };
}
