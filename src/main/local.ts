import type { Database } from '../database/types.js';
import { instantInWords } from '../shared/days.js';
import { nextWorkingMoment } from '../features/deadlines/rules.js';
import type { Directory, Member, Partnership } from '../features/partnerships/rules.js';
import type { Clock } from '../shared/clock.js';
import type { LocalWorkspace, Persona } from '../web/needs.js';
import type { Forward } from './forward.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MOST_STEPS = 200;
const LEAPS = { day: DAY_MS, week: 7 * DAY_MS } as const;

type Needs = {
  directory: Directory;
  database: Database;
  clock: Clock & { set?(at: Date): void };
  worker: { drain(): Promise<void> };
  time: Forward;
};

/** What the local workspace has and the product has not: somebody to act as, and a clock that moves forward. */
export function createLocalWorkspace(needs: Needs): LocalWorkspace {
  const { clock, worker, database, time } = needs;
  const [partnership] = needs.directory.all();
  if (!partnership) throw new Error('the local workspace needs a partnership');
  clock.set?.(openingMoment(clock.now(), partnership));

  const said = () => database.db.posted.count();

  /** Some of what is due says nothing, such as erasing old texts: on to the first thing that does. */
  async function forwardToNews(before: number): Promise<void> {
    for (let steps = 0; steps < MOST_STEPS && (await said()) === before; steps += 1) {
      const due = await time.nextDue();
      if (!due) return;
      await time.forwardTo(due);
    }
  }

  return {
    partnershipName: partnership.name,
    personas: personasOf(partnership),
    afterCall: () => worker.drain(),
    time: {
      now: () => clock.now(),
      async forward(leap) {
        const before = await said();
        if (leap === 'next') await forwardToNews(before);
        else await time.forwardTo(new Date(clock.now().getTime() + LEAPS[leap]));
        const count = (await said()) - before;
        const news = count === 0 ? 'Nothing new was said.' : `New messages: ${count}.`;
        return { moved: `It is now ${instantInWords(clock.now(), partnership.timeZone)}. ${news}` };
      },
    },
  };
}

/** Working time with an hour of it left, at or after now: nobody who tries it in the evening waits until the morning. */
function openingMoment(now: Date, partnership: Partnership): Date {
  const opens = nextWorkingMoment(now, partnership);
  const inAnHour = new Date(opens.getTime() + HOUR_MS);
  const open = nextWorkingMoment(inAnHour, partnership);
  return open > inAnHour ? open : opens;
}

/** Everybody in the sample who has an account in the workspace: one of each kind first, then the others. */
function personasOf(partnership: Partnership): Persona[] {
  const { members } = partnership;
  const leading = KINDS.flatMap((isOne) => members.find(isOne) ?? []);
  return [...new Set([...leading, ...members])].flatMap((member) => {
    const account = member.accounts.find(({ platform }) => platform === 'web');
    if (!account || !member.active) return [];
    const place = member.site?.name ?? member.organisation.name;
    return [
      {
        user: account.user,
        name: member.name,
        description: [member.roleLabel, place, ...dutiesOf(member)].join(' · '),
        tryFirst: tryFirst(member),
        channels: channelsOf(partnership, member),
      },
    ];
  });
}

const KINDS: readonly ((member: Member) => boolean)[] = [
  ({ side, role, duties }) => side === 'health' && role !== 'link-worker' && duties.length === 0,
  ({ role }) => role === 'link-worker',
  ({ side, regulations }) => side === 'legal' && regulations.includes('SRA'),
  ({ side }) => side === 'legal',
  ({ duties }) => duties.includes('champion'),
];

const dutiesOf = ({ duties }: Member) =>
  duties
    .filter((duty) => duty === 'champion' || duty === 'deputy-champion')
    .map((duty) => duty.replace('-', ' '));

function tryFirst({ side, duties }: Member): string {
  if (duties.includes('champion'))
    return 'Move the clock forward a week: your digest comes on Monday at 08:30, in your messages.';
  if (side === 'legal')
    return 'Open the triage channel: take a referral, ask for more, or record an outcome.';
  return 'Refer somebody, then come back to see that it arrived.';
}

/** The triage channels of one’s own organisation, and the channel everybody shares. */
function channelsOf(partnership: Partnership, member: Member) {
  const own = partnership.services
    .filter(({ organisation }) => organisation.id === member.organisation.id)
    .flatMap(({ name, triage }) =>
      triage.map(({ platform, channel }) => ({
        platform,
        channel,
        name: `${name}: triage`,
        about: 'New referrals for your service, most urgent first.',
      })),
    );
  const shared = partnership.channels.map(({ platform, channel }) => ({
    platform,
    channel,
    name: 'Partnership',
    about: 'Everybody in the partnership.',
  }));
  return [...own, ...shared]
    .filter(({ platform }) => platform === 'web')
    .map(({ platform: _, ...rest }) => rest);
}
