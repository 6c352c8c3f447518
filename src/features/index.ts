import { say } from '../chat/call.js';
import type { Feature } from '../chat/feature.js';
import type { Address, Channel, Platform } from '../chat/place.js';
import type { Keyring } from '../database/seal.js';
import type { Database } from '../database/types.js';
import type { RunJob } from '../delivery/jobs.js';
import type { Compose } from '../delivery/outbox.js';
import { consultationsFeature } from './consultations/commands/commands.js';
import type { CommandNeeds } from './consultations/commands/needs.js';
import { consultationJobs, consultationNotices } from './consultations/jobs.js';
import { createConsultationStore } from './consultations/store/store.js';
import type { Needs as ConsultationNeeds } from './consultations/use-cases/needs.js';
import { helpFeature } from './help/commands.js';
import { outcomesFeature } from './outcomes/commands.js';
import { outcomeJobs, outcomeNotices } from './outcomes/jobs.js';
import { createOutcomeStore } from './outcomes/store.js';
import { servicesFor } from './partnerships/rules.js';
import { partnershipsFeature } from './partnerships/commands.js';
import { strangerReply } from './partnerships/messages.js';
import type { Directory, Who } from './partnerships/rules.js';
import { referralsFeature } from './referrals/commands/commands.js';
import { referralNotices } from './referrals/jobs.js';
import { triageNotices } from './triage/jobs.js';
import { openReferForm } from './referrals/commands/send.js';
import { createReferralStore } from './referrals/store/store.js';

export type FeatureNeeds = {
  database: Database;
  keyring: Keyring;
  directory: Directory;
  /** The platforms that are connected: nobody is told anything on another one. */
  platforms: ReadonlySet<Platform>;
  randomBytes: (count: number) => Uint8Array;
  now: () => Date;
};

/** Everything the features offer, together. */
export type Features = {
  features: readonly Feature<Who>[];
  notices: ReadonlyMap<string, Compose>;
  jobs: ReadonlyMap<string, RunJob>;
};

/** The one list of features. A new noun is a folder and a line here. */
export function createFeatures(needs: FeatureNeeds): Features {
  const { database, keyring, directory, now } = needs;
  const reach = reachOf(needs);
  const outcomeStore = createOutcomeStore({ database });
  const referrals = createReferralStore({ ...needs, keyring, reach, onChanged: [outcomeStore.planFirst] });

  const referralNeeds = { store: referrals, directory, now };
  const outcomeNeeds = { store: outcomeStore, referrals, directory, person: reach.person, now };
  const consultations = createConsultationStore({ database, keyring, reach, search, timeOf: timeIn(directory) });
  const consultationNeeds = { store: consultations, directory, now };
  const features = [
    consultationsFeature({ ...consultationNeeds, ...borrowed(referralNeeds) }),
    referralsFeature(referralNeeds),
    outcomesFeature(outcomeNeeds),
    partnershipsFeature({ now }),
  ];
  return {
    features: [...features, helpFeature(features)],
    notices: new Map([
      ...consultationNotices(consultationNeeds),
      ...referralNotices(referralNeeds),
      ...triageNotices({ consultations: consultationNeeds, referrals: referralNeeds }),
      ...outcomeNotices(outcomeNeeds),
    ]),
    jobs: new Map([...consultationJobs(consultationNeeds), ...outcomeJobs(outcomeNeeds)]),
  };
}

/** What consultations borrow from other features, so that neither folder knows the other's commands. */
const borrowed = (referralNeeds: Parameters<typeof openReferForm>[0]): Omit<CommandNeeds, keyof ConsultationNeeds> => ({
  similar: async () => [],
  saveCard: () => say(strangerReply()),
  refer: (who, { consultation: { id, issues, priority }, what }) =>
    openReferForm(referralNeeds, who, { values: { issues, what, priority, keyDate: '' }, context: { consultation: id } }),
}); // prettier-ignore

const search = { index: async () => {}, forget: async () => {}, similar: async () => [] };

/** Where working time is counted for a partnership. */
const timeIn = (directory: Directory) => (partnershipId: string) => {
  const found = directory.partnership(partnershipId);
  if (!found) throw new Error('a case of a partnership that is not loaded');
  return found;
};

/** Where people and services are reached: on the first of their platforms that is connected. */
function reachOf({ directory, platforms }: FeatureNeeds) {
  const addresses = (channels: readonly Channel[]): Address[] =>
    channels.filter(({ platform }) => platforms.has(platform)).map((channel) => ({ to: 'channel', ...channel }));
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
    person: (memberId: string): Address | null => {
      const member = directory.memberById(memberId);
      const account = member?.active && member.accounts.find(({ platform }) => platforms.has(platform));
      return account ? { to: 'person', ...account } : null;
    },
  };
}
