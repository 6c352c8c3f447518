import { expect } from 'vitest';
import type { Reply } from '../../src/chat/call.js';
import type { Form, Values } from '../../src/chat/form.js';
import type { Message } from '../../src/chat/message.js';
import type { Provider } from '../../src/database/types.js';
import { carried, formOf, openCorridor, textOf } from './corridor.js';
import { loadSample, sampleText } from './partnership.js';
import { rowsOf } from './rows.js';

/** A word in everything the tests type: outside answers and cards, nothing may ever hold it in clear. */
export const CANARY = 'wheelbarrow';
export const SITUATION = `Taken off the rota (${CANARY}) a week after she announced her pregnancy.`;

/** Where a referral can stand, and the columns that say so. */
const STANDINGS = {
  requested: { state: 'requested', heldFrom: null, reason: null, takenBy: null, closed: false },
  'held-early': { state: 'on-hold', heldFrom: 'requested', reason: 'more-information-needed', takenBy: null, closed: false },
  accepted: { state: 'accepted', heldFrom: null, reason: null, takenBy: 'priya', closed: false },
  'in-progress': { state: 'in-progress', heldFrom: null, reason: null, takenBy: 'priya', closed: false },
  'held-later': { state: 'on-hold', heldFrom: 'in-progress', reason: 'more-information-needed', takenBy: 'priya', closed: false },
  completed: { state: 'completed', heldFrom: null, reason: null, takenBy: 'priya', closed: true },
  rejected: { state: 'rejected', heldFrom: null, reason: 'out-of-area', takenBy: null, closed: true },
  failed: { state: 'failed', heldFrom: null, reason: 'moved', takenBy: 'priya', closed: true },
  cancelled: { state: 'cancelled', heldFrom: null, reason: 'resolved', takenBy: null, closed: true },
  'entered-in-error': { state: 'entered-in-error', heldFrom: null, reason: 'test', takenBy: null, closed: true },
} as const; // prettier-ignore
export type Standing = keyof typeof STANDINGS;
export const STANDING_NAMES = Object.keys(STANDINGS) as Standing[];

const MORE_PEOPLE = `  zoe:
    name: Zoe Hart
    organisation: riverside
    site: community-team
    role: midwife
    accounts: { web: zoe }
  paula:
    name: Paula Reid
    organisation: riverside
    role: admin-health
    duties: [administrator]
    accounts: { web: paula }
`;

/**
 * The sample partnership with two more people (another midwife, and somebody who is an administrator and nothing
 * else), what a referral needs to be sent, and the means to act on it. `close` looks for what must never be there.
 */
export async function openReferralCase(provider: Provider, options: { at?: string } = {}) {
  const corridor = await openCorridor(provider, options);
  const { database, clock } = corridor;
  const text = sampleText('maternity').replace(/^members:\n/m, (line) => `${line}${MORE_PEOPLE}`);
  await loadSample(database, text, clock.now());
  await corridor.sample.directory.refresh();
  const partnership = corridor.sample.directory.all()[0]!;
  const member = (key: string) => partnership.members.find((each) => each.key === key)!;
  const serviceId = (key: string) => partnership.services.find((each) => each.key === key)!.id;
  const replies: Reply[] = [];

  const keep = async (answer: Promise<Reply>) => {
    const reply = await answer;
    replies.push(reply);
    return reply;
  };
  const command = (user: string, word: string, typed = '') => keep(corridor.as(user).command(word, typed));
  const press = (user: string, action: string, value: string, key?: string) =>
    keep(corridor.as(user).press({ action, label: '', value }, key));
  const submit = (user: string, form: Pick<Form, 'action' | 'context'>, values: Values, key?: string) =>
    keep(corridor.as(user).submit({ ...EMPTY_FORM, ...form }, values, key));
  /** Fills in a form about a referral; asked how much came of it, says that nobody knows yet. */
  async function fill(user: string, action: string, referral: string, values: Values, key?: string) {
    const context = carried(JSON.stringify({ referral }), values);
    let reply = await submit(user, { action, context }, values, key);
    while (reply.kind === 'form' && reply.form.action === 'outcomes.money' && !reply.form.errors)
      reply = await keep(corridor.as(user).submit(reply.form, {}, key));
    return reply;
  }

  const defaults: Values = {
    service: serviceId('harbour-maternity'),
    issues: ['maternity'],
    what: SITUATION,
    agreed: 'spoken',
    share: 'summary',
    navigator: member('tom').id,
  };
  /** Fills in and sends the referral form; warned of a likeness, sends it anyway. */
  async function send(values: Values = {}, user = 'nadia') {
    const form = formOf(await command(user, 'refer'));
    const reply = await keep(corridor.as(user).submit(form, { ...defaults, ...values }));
    if (reply.kind === 'form' && reply.form.submit === 'Send it anyway')
      await keep(corridor.as(user).submit(reply.form, {}));
    else if (reply.kind === 'form') throw new Error(JSON.stringify(reply.form.errors));
    return database.db.referral.findFirstOrThrow({ orderBy: { id: 'desc' } });
  }

  return {
    ...{ corridor, database, clock, partnership, member, serviceId, replies, defaults },
    ...{ command, press, submit, fill, send },
    row: (id: string) => database.db.referral.findUniqueOrThrow({ where: { id } }),
    rows: () => rowsOf(database),

    /** Closes what earlier cases left open and forgets what was said, so that the last case is as quick as the first. */
    async clear() {
      await database.db.referral.updateMany({ data: { state: 'cancelled' } });
      await database.db.posted.deleteMany();
    },

    /** Puts a referral where it is to stand, as if it had come there by itself. */
    put: (id: string, standing: Standing) => {
      const { takenBy, closed, ...columns } = STANDINGS[standing];
      const taken = takenBy === null ? null : member(takenBy).id;
      const acceptedAt = taken && clock.now();
      const data = { ...columns, takenById: taken, acceptedAt, closedAt: closed ? clock.now() : null, contactedAt: null, filedAt: null };
      return database.db.referral.update({ where: { id }, data });
    },

    /** What somebody’s direct messages, or a channel, say of one referral; the thread’s replies included. */
    async messages(of: string, reference: string): Promise<Message[]> {
      const entries = of.includes('-') ? await corridor.channel(of) : await corridor.as(of).messages();
      return entries
        .flatMap(({ message, replies: under }) => [message, ...under.map((each) => each.message)])
        .filter(({ summary }) => summary.startsWith(reference));
    },

    /** Drops the database, having made sure of what holds for every test. */
    async close() {
      try {
        await expectNothingInClear();
      } finally {
        await corridor.drop();
      }
    },
  };

  async function expectNothingInClear() {
    const people = await Promise.all(partnership.members.map(({ key }) => corridor.as(key).messages()));
    const channels = await Promise.all(['harbour-triage', 'mersey-law-triage'].map((name) => corridor.channel(name)));
    const notified = [...people, ...channels].flat().flatMap(({ message, replies: under }) => [message, ...under.map((each) => each.message)]);
    for (const { summary } of notified) expect(summary).toMatch(REFERENCE_AND_VERB);
    const said = replies.flatMap((reply) => (reply.kind === 'message' ? [reply.message.summary] : []));
    expect(said.filter((summary) => summary.includes(CANARY))).toEqual([]);
    expect(corridor.lines.filter((line) => line.includes(CANARY))).toEqual([]);
    expect(JSON.stringify(await rowsOf(database))).not.toContain(CANARY);
  }
} // prettier-ignore

export type ReferralCase = Awaited<ReturnType<typeof openReferralCase>>;

/** What a lock screen may show: a reference and a few words of ours, how much waits somewhere, or of which time it is. */
const REFERENCE_AND_VERB =
  /^(?:Digest for \d{1,2}[0-9A-Za-z –]{8,32}|(?:Card for the team|Your referrals|Network), [0-9A-Za-z –]{6,40}|WIR-[0-9A-Z]{4,6}: [A-Za-z’, ?]{2,40}|[A-Za-z ]{4,40}: [0-9a-z,’ ?]{1,45})$/;

const EMPTY_FORM: Form = { action: '', context: '', title: '', submit: '', intro: [], fields: [] };

/** Everything a reply says, or the text of its form’s errors. */
export const said = (reply: Reply): string =>
  reply.kind === 'message' ? textOf(reply.message) : `form: ${JSON.stringify(reply.form.errors ?? {})}`;
