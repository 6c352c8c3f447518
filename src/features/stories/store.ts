import { addressOf, tell } from '../../delivery/outbox.js';
import type { Address } from '../../chat/place.js';
import { audit } from '../../database/audit.js';
import { open, seal, type Keyring } from '../../database/seal.js';
import type { Database, Db } from '../../database/types.js';
import { once } from '../../delivery/inbox.js';
import { newId } from '../../shared/ids.js';
import { nextWorkingMoment } from '../deadlines/rules.js';
import { actorOf, type Act } from '../privacy/rules.js';
import { mayTellTeam } from '../referrals/rules/help.js';
import type { Referral } from '../referrals/rules/referral.js';
import type { Story, Voice } from './rules.js';
import type { Asked, NewStory, StoryStore } from './use-cases/needs.js';

type Needs = {
  database: Database;
  keyring: Keyring;
  /** Says what quotes a story again, in the transaction that erased its words. */
  onEnded: (tx: Db, story: Story, act: Act) => Promise<void>;
};

const COLUMN = { adviser: 'adviserId', champion: 'championId' } as const satisfies Record<Voice, keyof Story>;

/** The story store: what was written is sealed, and each decision is whole with what is to be said about it. */
export function createStoryStore({ database, keyring, onEnded }: Needs): StoryStore & {
  follow(tx: Db, referral: Referral, act: Act): Promise<void>;
} {
  const { db } = database;
  return {
    async find(partnershipId, id) {
      const row = await db.story.findFirst({ where: { id, partnershipId } });
      if (!row) return null;
      const { sealed, ...story } = row;
      return { story, text: sealed === null ? null : open(sealed, keyring, placeOf(story)) };
    },

    about: (referralId) =>
      db.story.findFirst({ where: { referralId, endedAt: null }, omit: { sealed: true } }),

    async postedIn(partnershipId, { from, until }) {
      const postedAt = { gte: from, lt: until };
      const orderBy = { postedAt: 'desc' } as const;
      const row = await db.story.findFirst({ where: { partnershipId, postedAt, endedAt: null }, orderBy });
      return row?.id ?? null;
    },

    async waiting(partnershipId) {
      const undecided = { postedAt: null, endedAt: null, championId: null };
      const orderBy = { proposedAt: 'asc' } as const;
      return (await db.story.findFirst({ where: { partnershipId, ...undecided }, orderBy }))?.id ?? null;
    },

    propose: (referral, draft, asked, act) =>
      database.transaction((tx) => propose(tx, keyring, referral, draft, asked, act)),

    agree: (story, voice, channels, act) =>
      database.transaction(async (tx) => {
        if (!(await once(tx, act.key, act.at))) return 'repeated';
        if (!(await decide(tx, story, { [COLUMN[voice]]: null }, { [COLUMN[voice]]: act.who.member.id })))
          return 'too-late';
        await note(tx, story, 'story.agreed', act);
        const both = { adviserId: { not: null }, championId: { not: null } };
        const posted = await decide(tx, story, both, { postedAt: act.at });
        if (posted) await post(tx, story, channels, act);
        await sayAgain(tx, story, act);
        return posted ? 'posted' : 'agreed';
      }),

    undo: (story, voice, act) =>
      database.transaction(async (tx) => {
        if (!(await once(tx, act.key, act.at))) return 'repeated';
        const own = { [COLUMN[voice]]: act.who.member.id };
        if (!(await decide(tx, story, own, { [COLUMN[voice]]: null }))) return 'too-late';
        await note(tx, story, 'story.undone', act);
        await sayAgain(tx, story, act);
        return 'undone';
      }),

    async end(story, act) {
      const done = await database.transaction(async (tx) => {
        if (!(await once(tx, act.key, act.at))) return 'repeated' as const;
        return (await end(tx, story, onEnded, act)) ? ('ended' as const) : ('too-late' as const);
      });
      if (done === 'ended') await database.truncateLog();
      return done;
    },

    isSaid: async (story) => (await db.posted.findFirst({ where: { subject: subjectOf(story) } })) !== null,

    refused: (act, action, reason) => audit(db, { ...actorOf(act), action, result: 'refused', reason }),

    /** Takes the story of a referral back, in the transaction of what makes it so: an erasure, or a lower agreement. */
    async follow(tx, referral, act) {
      if (mayTellTeam(referral)) return;
      const story = await tx.story.findFirst({
        where: { referralId: referral.id, endedAt: null },
        omit: { sealed: true },
      });
      if (story) await end(tx, story, onEnded, act);
    },
  };
}

/** Where a story is sealed to: only its own row can open it. */
const placeOf = ({ partnershipId, id }: Pick<Story, 'partnershipId' | 'id'>) => ({
  partnership: partnershipId,
  table: 'Story',
  row: id,
  field: 'sealed',
});

async function propose(
  tx: Db,
  keyring: Keyring,
  referral: Referral,
  { text, agreed }: NewStory,
  asked: readonly Asked[],
  act: Act,
): Promise<Story | 'repeated'> {
  if (!(await once(tx, act.key, act.at))) return 'repeated';
  const { partnershipId } = referral;
  const id = newId();
  const { sealed: _sealed, ...story } = await tx.story.create({
    data: {
      ...{ id, partnershipId, agreed, referralId: referral.id },
      proposedById: act.who.member.id,
      proposedAt: act.at,
      sealed: seal(text, keyring, placeOf({ partnershipId, id })),
    },
  });
  await note(tx, story, 'story.proposed', act);
  const notBefore = nextWorkingMoment(act.at, act.who.partnership);
  for (const { memberId, to } of asked) {
    const payload = { partnership: partnershipId, story: id, member: memberId };
    await tell(tx, { ...aboutStory(story, to, act), notice: 'stories.ask', payload, notBefore }, act.at);
  }
  return story;
}

/** Changes a story that is neither posted nor taken back. False when somebody was quicker. */
async function decide(tx: Db, { id }: Story, where: object, data: Partial<Story>): Promise<boolean> {
  const { count } = await tx.story.updateMany({
    where: { ...where, id, postedAt: null, endedAt: null },
    data,
  });
  return count === 1;
}

async function post(tx: Db, story: Story, channels: readonly Address[], act: Act): Promise<void> {
  await note(tx, story, 'story.posted', act);
  const payload = { partnership: story.partnershipId, story: story.id };
  const notBefore = nextWorkingMoment(act.at, act.who.partnership);
  for (const to of channels)
    await tell(tx, { ...aboutStory(story, to, act), notice: 'stories.post', payload, notBefore }, act.at);
}

/** Its words go; what quoted them is said once more, without them. */
async function end(tx: Db, story: Story, onEnded: Needs['onEnded'], act: Act): Promise<boolean> {
  const { count } = await tx.story.updateMany({
    where: { id: story.id, endedAt: null },
    data: { endedAt: act.at, sealed: null },
  });
  if (count === 0) return false;
  await note(tx, story, 'story.ended', act);
  await sayAgain(tx, story, act);
  await onEnded(tx, story, act);
  return true;
}

/** Says it again wherever it stands, as it reads now. */
async function sayAgain(tx: Db, story: Story, act: Act): Promise<void> {
  const posted = await tx.posted.findMany({ where: { subject: subjectOf(story), removedAt: null } });
  for (const { notice, payload, ...row } of posted) {
    const about = aboutStory(story, addressOf(row), act);
    await tell(tx, { ...about, notice, payload: payload as Record<string, string> }, act.at);
  }
}

const subjectOf = ({ id }: Story): string => `story:${id}`;

const aboutStory = (story: Story, to: Address, { key }: Act) => ({
  key: `${subjectOf(story)}:${to.platform}:${to.to === 'channel' ? to.channel : to.user}:${key}`,
  subject: subjectOf(story),
  to,
  thread: subjectOf(story),
});

async function note(tx: Db, { referralId }: Story, action: string, act: Act): Promise<void> {
  const { reference } = await tx.referral.findFirstOrThrow({ where: { id: referralId } });
  await audit(tx, { ...actorOf(act), action, result: 'done', reference });
}
