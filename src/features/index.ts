import type { Call } from '../chat/call.js';
import type { Known } from '../chat/dispatch.js';
import type { Feature } from '../chat/feature.js';
import type { Address, Platform } from '../chat/place.js';
import type { Keyring } from '../database/seal.js';
import type { Database } from '../database/types.js';
import type { RunJob } from '../delivery/jobs.js';
import type { Compose } from '../delivery/outbox.js';
import { helpFeature } from './help/commands.js';
import { outcomesFeature } from './outcomes/commands.js';
import { outcomeJobs, outcomeNotices } from './outcomes/jobs.js';
import { createOutcomeStore } from './outcomes/store.js';
import { partnershipsFeature } from './partnerships/commands.js';
import { strangerReply, whichPartnership } from './partnerships/messages.js';
import { who, type Directory, type Who } from './partnerships/rules.js';
import { referralsFeature } from './referrals/commands/commands.js';
import { referralNotices } from './referrals/jobs.js';
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
  const features = [
    referralsFeature(referralNeeds),
    outcomesFeature(outcomeNeeds),
    partnershipsFeature({ now }),
  ];
  return {
    features: [...features, helpFeature(features)],
    notices: new Map([...referralNotices(referralNeeds), ...outcomeNotices(outcomeNeeds)]),
    jobs: outcomeJobs(outcomeNeeds),
  };
}

/** Who a call comes from, or what somebody reads who is not known here. Answered from memory, with no query. */
export const identifyWith =
  (directory: Directory) =>
  ({ person, place }: Call): Known<Who> => {
    const found = who(directory, person, place);
    switch (found.kind) {
      case 'member':
        return { kind: 'known', who: found };
      case 'unknown':
        return { kind: 'stranger', message: strangerReply() };
      case 'which':
        return { kind: 'stranger', message: whichPartnership(found.partnerships) };
    }
  };

/** What the log may say of a member. */
export const describeWho = ({ member, partnership }: Who) => ({
  partnership: partnership.key,
  member: member.id,
  role: member.role,
});

/** Where people and services are reached: on the first of their platforms that is connected. */
function reachOf({ directory, platforms }: FeatureNeeds) {
  return {
    triage: (serviceId: string): Address[] =>
      (directory.serviceById(serviceId)?.triage ?? [])
        .filter(({ platform }) => platforms.has(platform))
        .map((channel) => ({ to: 'channel', ...channel })),
    person: (memberId: string): Address | null => {
      const member = directory.memberById(memberId);
      const account = member?.active && member.accounts.find(({ platform }) => platforms.has(platform));
      return account ? { to: 'person', ...account } : null;
    },
  };
}
