import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../src/chat/message.js';
import type { Reply } from '../src/chat/call.js';
import { STATES, type State } from '../src/features/consultations/rules/states.js';
import { carried, formOf, textOf } from './support/corridor.js';
import { providers } from './support/database.js';
import { openReferralCase, type ReferralCase } from './support/referral-case.js';

const CHANNEL = 'corridor';
const QUESTION = 'Her visa ends while she is on maternity leave. Does her pay stop with it?';
const MORE = 'The letter says that the leave counts as absence. Is that right?';

// Nadia asked; Zoe, Tom, Bev, Helen and Paula are of the health side too. Imran, also there, is the privacy lead.
// Harbour Advice and Mersey Law take both matters: Priya and Owen are solicitors, Sam and the service lead Grace are
// not, so an immigration matter is beyond them.
const HEALTH = ['zoe', 'tom', 'bev', 'helen', 'paula', 'imran'];
const PEOPLE = ['nadia', ...HEALTH, 'priya', 'sam', 'grace', 'owen'];
const SOLICITORS = ['priya', 'owen'];
const ADVISERS = [...SOLICITORS, 'sam', 'grace'];
const WITHDRAWERS = ['nadia', 'imran'];
const LIVE: readonly State[] = ['open', 'answering', 'needs-info', 'answered', 'closed'];

type Bench = Awaited<ReturnType<typeof openBench>>;
type Move = readonly [from: State, to: State];
type Deed = {
  do: (bench: Bench, user: string, id: string) => Promise<unknown>;
  /** Whom it moves, from where, and where to. Nobody else, and from nowhere else. `qualified` depends on the matter. */
  moves: readonly (readonly [who: readonly string[] | 'qualified', moves: readonly Move[]])[];
};
const pressing = (verb: string) => (bench: Bench, user: string, id: string) =>
  bench.press(user, `consultations.${verb}`, id);
const fill = (verb: string) => (bench: Bench, user: string, consultation: string) =>
  bench.fill(user, `consultations.${verb}`, consultation);
const from = (states: readonly State[], to: State): Move[] => states.map((state) => [state, to]);

const FIRST_REPLY: Deed['moves'][number] = ['qualified', [['open', 'answering']]];
const ASKER_WRITES: Deed['moves'][number] = [
  ['nadia'],
  from(['needs-info', 'answered', 'closed'], 'answering'),
];
const DEEDS: Readonly<Record<string, Deed>> = {
  'Take it': { do: pressing('take'), moves: [FIRST_REPLY] },
  'Hand back': { do: pressing('hand-back'), moves: [[ADVISERS, [['answering', 'open']]]] },
  'Ask for more': { do: fill('ask-more'), moves: [['qualified', from(['open', 'answering'], 'needs-info')]] },
  'This answers it': { do: pressing('is-answer'), moves: [['qualified', from(['open', 'answering'], 'answered')]] },
  'That answered it': { do: pressing('answered'), moves: [[['nadia'], [['answering', 'answered']]]] },
  'Need more': { do: fill('need-more'), moves: [[['nadia'], from(['answered', 'closed'], 'answering')]] },
  Withdraw: { do: pressing('withdraw'), moves: [[WITHDRAWERS, from(LIVE, 'withdrawn')]] },
  'Reply, by its button': { do: fill('reply'), moves: [FIRST_REPLY, ASKER_WRITES] },
  'Reply, in the thread': { do: (bench, user, id) => bench.write(user, id, MORE), moves: [FIRST_REPLY, ASKER_WRITES] },
  'Thanks, in the thread': { do: (bench, user, id) => bench.write(user, id, 'Thanks so much! 👍'), moves: [] },
  'Refer now': { do: pressing('refer'), moves: [] },
  'Copy for record': { do: pressing('copy'), moves: [] },
}; // prettier-ignore

const MATTERS = { ordinary: ['maternity'], regulated: ['maternity', 'immigration'] };
const CELLS = Object.keys(DEEDS).flatMap((deed) =>
  STATES.flatMap((state) => (['ordinary', 'regulated'] as const).map((matter) => [deed, state, matter] as const)),
); // prettier-ignore

// Who may is decided in memory, so one database says it for both.
describe.each(providers.slice(0, 1))('a consultation, on %s', (provider) => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await openBench(await openReferralCase(provider));
  });
  afterAll(() => bench.close());

  it.each(CELLS)('“%s” when it is %s, in a matter that is %s', async (name, state, matter) => {
    const deed = DEEDS[name]!;
    const qualified = matter === 'regulated' ? SOLICITORS : ADVISERS;
    let id = await bench.ask(MATTERS[matter]);
    for (const user of PEOPLE) {
      await bench.put(id, state);
      const before = await bench.row(id);
      const answer = await deed.do(bench, user, id);
      const after = await bench.row(id);
      const move = deed.moves
        .filter(([who]) => (who === 'qualified' ? qualified : who).includes(user))
        .flatMap(([, moves]) => moves)
        .find(([start]) => start === state);
      expect(after.state, `${user}: ${bench.said(answer)}`).toBe(move?.[1] ?? state);
      if (!move) expect(after.takenById, user).toBe(before.takenById);
      if (after.state === 'withdrawn') id = await bench.ask(MATTERS[matter]);
    }
  });

  it.each([
    ['is not taken', 'consultations.take'],
    ['is not marked as answered', 'consultations.is-answer'],
  ])('about an immigration matter %s by somebody who is not regulated, who hears why', async (_, action) => {
    const id = await bench.ask(MATTERS.regulated);
    expect(bench.said(await bench.press('sam', action, id))).toContain('Only a regulated adviser may answer this');
  });

  it('about an immigration matter shows what somebody unregulated writes as no answer, and nobody is told of it', async () => {
    const id = await bench.ask(MATTERS.regulated);
    expect(bench.said(await fill('reply')(bench, 'sam', id))).toContain('does not count as an answer');
    expect(await bench.replies(id)).toContain('This is not an answer: only a regulated adviser may answer this.');
    expect(await bench.toldTo('nadia', id)).toEqual([]);
    await fill('reply')(bench, 'priya', id);
    expect(await bench.toldTo('nadia', id)).toEqual(['reply from an adviser']);
  });
}); // prettier-ignore

/** A partnership in which consultations can be put where they are to stand, and people can write in their threads. */
async function openBench({ corridor, database, member, clock, press, submit, command }: ReferralCase) {
  let written = 0;
  const row = (id: string) => database.db.consultation.findUniqueOrThrow({ where: { id } });
  const reference = async (id: string) => `C-${(await row(id)).number}`;
  return {
    ...{ press, row },
    fill: (user: string, action: string, consultation: string) => {
      const context = carried(JSON.stringify({ consultation }), { text: MORE });
      return submit(user, { action, context }, { text: MORE });
    },
    async ask(issues: string[]) {
      await database.db.posted.deleteMany(); // the last case is as quick as the first
      await database.db.consultation.updateMany({ data: { state: 'withdrawn' } });
      await submit('nadia', formOf(await command('nadia', 'consult')), { issues, what: QUESTION, nation: 'E', priority: 'routine' });
      return (await database.db.consultation.findFirstOrThrow({ orderBy: { id: 'desc' } })).id;
    },
    put: (id: string, state: State) =>
      database.db.consultation.update({
        where: { id },
        data: {
          state,
          takenById: state === 'open' ? null : member('priya').id,
          closedAt: state === 'closed' ? clock.now() : null,
        },
      }),
    /** Writes in the thread of its card, as a chat passes it on. */
    async write(user: string, id: string, text: string): Promise<Message | null> {
      const posted = await database.db.posted.findFirst({ where: { subject: `consultation-card:${id}` } });
      const at = { platform: 'web', tenant: 'local' } as const;
      const messageId = `written-${(written += 1)}`;
      const said = { kind: 'said', text, under: posted?.messageId ?? '', messageId, key: messageId, removed: [] } as const;
      const word = await corridor.hear({ ...said, person: { ...at, user }, place: { ...at, channel: CHANNEL } });
      await corridor.worker.drain();
      return word;
    },
    async replies(id: string) {
      const number = await reference(id);
      const entry = (await corridor.channel(CHANNEL)).find(({ message }) => message.summary.startsWith(`${number}:`));
      return entry?.replies.map(({ message }) => textOf(message)).join('\n');
    },
    async toldTo(user: string, id: string) {
      const number = await reference(id);
      const told = (await corridor.as(user).messages()).filter(({ message }) => message.summary.startsWith(`${number}:`));
      return told.map(({ message }) => message.summary.slice(number.length + 2));
    },
    said(answer: unknown): string {
      const reply = answer as Reply | Message | null;
      if (reply === null) return 'nothing';
      if ('parts' in reply) return textOf(reply);
      return reply.kind === 'message' ? textOf(reply.message) : `form: ${JSON.stringify(reply.form.errors ?? {})}`;
    },
    close: () => corridor.drop(),
  };
} // prettier-ignore
