import type { Message, Part } from '../../src/chat/message.js';
import { buttonsOf, formOf, messageOf, openCorridor, textOf, type TestCorridor } from './corridor.js';
import type { Provider } from '../../src/database/types.js';
import { loadSample, sampleText } from './partnership.js';

/** People who consult, refer and answer over weeks, with a clock that stops at everything that is due. */
export async function openWeeks(provider: Provider, at = '2026-11-23T09:10:00Z') {
  const corridor = await openCorridor(provider, { at });
  await corridor.worker.drain();
  const { sample, clock, worker } = corridor;

  const self = {
    ...corridor,
    /** Time passes, and everything happens when it is due. */
    async until(text: string): Promise<void> {
      const target = new Date(text);
      for (;;) {
        const due = await nextDue(corridor);
        if (due === null || due > target) break;
        if (due > clock.now()) clock.set(due);
        await worker.drain();
        if (((await nextDue(corridor))?.getTime() ?? Infinity) <= due.getTime()) break;
      }
      clock.set(target);
      await worker.drain();
    },
    async consult(user: string, more: Record<string, string | string[]> = {}) {
      const form = formOf(await corridor.as(user).command('consult'));
      const what = 'The payments stopped after a letter.';
      await corridor.as(user).submit(form, { issues: ['benefits'], what, priority: 'routine', ...more });
    },
    async refer(user: string, more: Record<string, string | string[]> = {}) {
      const form = formOf(await corridor.as(user).command('refer'));
      const values = {
        service: sample.partnership.services[0]?.id ?? '',
        issues: ['debt'],
        agreed: 'spoken',
        share: 'status',
        what: 'Two months of rent are owed.',
      };
      const reply = await corridor.as(user).submit(form, { ...values, ...more });
      if (reply.kind === 'form') await corridor.as(user).submit(reply.form, {}); // something like it was sent this week
    },
    /** Presses this on the first case in the triage channel that offers it, and fills the form that may come. */
    async work(user: string, label: string, values: Record<string, string | string[]> = {}) {
      for (const { message } of await corridor.channel(label === 'Reply' ? 'corridor' : 'harbour-triage')) {
        const found = buttonsOf(message).find((each) => each.label === label);
        if (!found) continue;
        const reply = await corridor.as(user).press(found);
        return reply.kind === 'form'
          ? messageOf(await corridor.as(user).submit(reply.form, values))
          : reply.message;
      }
      throw new Error(`nothing offers “${label}”`);
    },
    /** A Monday to Friday in which much happens; some of it late. */
    async busyWeek() {
      await self.consult('nadia');
      await self.consult('ruth', { issues: ['debt'] });
      await self.consult('nadia', { issues: ['debt'] });
      await self.work('priya', 'Reply', { text: 'In general, ask in writing and keep a copy.' });
      await self.refer('nadia', { keyDate: '2026-12-08', site: sample.partnership.sites[0]!.id });
      await self.refer('tom', { issues: ['housing'] });
      await self.work('priya', 'Take it');
      await self.work('priya', 'Contact made');
      await self.work('priya', 'Record outcome', { codes: ['INFORMED'] });
      await self.until('2026-11-30T08:29:00Z');
    },
    digests: async (user: string): Promise<Message[]> =>
      (await corridor.as(user).messages()).flatMap(({ message }) =>
        message.summary.startsWith('Digest for') ? [message] : [],
      ),
    /** Loads the sample partnership again with something changed in its file. */
    async change(from: string, to: string) {
      const text = sampleText('maternity');
      if (!text.includes(from)) throw new Error(`the sample file has no “${from}”`);
      await loadSample(corridor.database, text.replace(from, to), clock.now());
      await sample.directory.refresh();
    },
  };
  return self;
}

export type Weeks = Awaited<ReturnType<typeof openWeeks>>;

async function nextDue({ database: { db }, clock }: TestCorridor): Promise<Date | null> {
  const job = await db.job.findFirst({ where: { state: 'pending' }, orderBy: { dueAt: 'asc' } });
  const notice = await db.outbox.findFirst({
    where: { state: 'pending', notBefore: { gt: clock.now() } },
    orderBy: { notBefore: 'asc' },
  });
  const dates = [job?.dueAt, notice?.notBefore].filter((each) => each !== undefined);
  return dates.toSorted((one, two) => one.getTime() - two.getTime())[0] ?? null;
}

/** How many lines a reader sees. */
export const linesIn = ({ parts }: Message): number => parts.reduce((sum, part) => sum + lengthOf(part), 0);
const lengthOf = (part: Part) =>
  part.kind === 'list' ? part.items.length : part.kind === 'facts' ? part.facts.length : 1;

/** A digest as one reads it, line by line, with its buttons. */
export const readAloud = (message: Message): string =>
  message.parts
    .map((part) => {
      if (part.kind === 'list')
        return part.items.map(({ text, button }) => (button ? `${text} [${button.label}]` : text)).join('\n');
      return textOf({ summary: '', parts: [part] }).trim();
    })
    .join('\n');
