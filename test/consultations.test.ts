import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Values } from '../src/chat/form.js';
import { button, formOf, messageOf, openCorridor, textOf, type TestCorridor } from './support/corridor.js';
import { providers } from './support/database.js';

const QUESTION = 'Taken off the rota a week after she announced her pregnancy. Can they do that?';

describe.each(providers)('a consultation, on %s', (provider) => {
  let corridor: TestCorridor;
  beforeEach(async () => {
    corridor = await openCorridor(provider);
  });
  afterEach(() => corridor.drop());

  async function ask(values: Values = {}) {
    const form = formOf(await corridor.as('nadia').command('consult'));
    return messageOf(
      await corridor.as('nadia').submit(form, { issues: ['maternity'], what: QUESTION, ...values }),
    );
  }
  const entry = async () => (await corridor.channel('corridor')).at(-1)!;
  const card = async () => (await entry()).message;
  async function write(user: string, text: string) {
    const form = formOf(await corridor.as(user).press(button(await card(), 'Reply')));
    return messageOf(await corridor.as(user).submit(form, { text }));
  }

  it('is asked, answered in the thread, thanked and closed by both', async () => {
    expect(textOf(await ask())).toContain('Posted: C-1');
    expect(textOf(await card())).toContain('Next: an adviser takes it');
    expect(textOf(await card())).toContain(QUESTION);

    await write('priya', 'In general, no. Keep the texts and the rota.');
    expect(textOf(await card())).toContain('With Priya Shah');
    const [reply] = (await entry()).replies;
    expect(textOf(reply!.message)).toContain('General information, not advice to the patient');
    expect((await corridor.as('nadia').told(/reply from an adviser/)).summary).toBe(
      'C-1: reply from an adviser',
    );

    await corridor.as('nadia').press(button(await card(), 'That answered it'));
    expect(textOf(await card())).toContain('Status: Answered');
    await write('nadia', 'Thanks so much!');
    expect(textOf(await card())).toContain('Status: Answered');

    const more = messageOf(await corridor.as('nadia').press(button(await card(), 'More')));
    await corridor.as('nadia').press(button(more, 'Answered, no referral needed'));
    const theirs = messageOf(await corridor.as('priya').press(button(await card(), 'More')));
    await corridor.as('priya').press(button(theirs, 'Pointed to another place'));
    expect(textOf(await card())).toContain('Status: Closed');
    expect(textOf(await card())).toContain('Ended, says the adviser: Pointed to another place');
  });

  it('can be mended by whoever wrote a reply, and by nobody else', async () => {
    await ask();
    const sent = await write('priya', 'Keep the texts and the rota.');
    const edit = button(sent, 'Edit');
    const form = formOf(await corridor.as('priya').press(edit));
    await corridor.as('priya').submit(form, { text: 'Keep the texts, the rota and her payslips.' });
    const reply = async () => textOf((await entry()).replies.at(-1)!.message);
    expect(await reply()).toContain('(edited):\nKeep the texts, the rota and her payslips.');

    for (const each of [edit, button(sent, 'Delete')])
      expect(textOf(messageOf(await corridor.as('nadia').press(each)))).toContain('do not have access');
    expect(
      textOf(messageOf(await corridor.as('nadia').submit(form, { text: 'Keep the letter.' }))),
    ).toContain('do not have access');

    const more = messageOf(await corridor.as('priya').press(button(await card(), 'More')));
    const own = messageOf(await corridor.as('priya').press(button(more, 'My replies')));
    await corridor.as('priya').press(button(own, 'Delete'));
    expect(await reply()).toContain('deleted what was here');
    const after = messageOf(await corridor.as('priya').submit(form, { text: 'Keep the letter.' }));
    expect(textOf(after)).toContain('do not have access');
    expect(await corridor.database.db.consultVersion.count()).toBe(1); // the question alone
  });

  it('has had its answer once an adviser has taken it and replied: nobody is reminded', async () => {
    await ask();
    await corridor.as('priya').press(button(await card(), 'Take it'));
    await write('priya', 'In general, no.');
    expect(textOf(await card())).toContain('Waiting: first answer after');
    corridor.clock.forward(7 * 24 * 3_600_000);
    await corridor.worker.drain();
    await expect(corridor.as('nadia').told(/not forgotten/)).rejects.toThrow('nothing told');
  });

  it('tells the asker anew when it is their turn again, and edits what they have not answered', async () => {
    await ask();
    await corridor.as('priya').press(button(await card(), 'Take it'));
    const more = formOf(await corridor.as('priya').press(button(await card(), 'Ask for more')));
    await corridor.as('priya').submit(more, { text: 'How many weeks?' });
    await write('nadia', 'Twenty weeks.');
    await write('priya', 'In general, no.');
    await write('priya', 'Keep the texts.');
    const told = (await corridor.as('nadia').messages()).map(({ message }) => message.summary);
    expect(told).toEqual(['C-1: a question for you', 'C-1: reply from an adviser']);
    await write('nadia', 'And her payslips?');
    await write('priya', 'Those too.');
    expect(await corridor.as('nadia').messages()).toHaveLength(3);
  });

  describe('once something like it has been answered', () => {
    const ALIKE = 'She was taken off the rota after announcing that she is pregnant. What can she do?';
    const ANSWER = 'In general, no. Keep the texts and the rota.';
    beforeEach(async () => {
      await ask();
      await write('priya', ANSWER);
      await corridor.as('nadia').press(button(await card(), 'That answered it'));
    });

    it('shows that answer to whoever asks, at once and dated', async () => {
      const posted = textOf(await ask({ what: ALIKE }));
      expect(posted).toContain('Something like it was answered in C-1 on Tue 24 Nov 2026:');
      expect(posted).toContain(ANSWER);
    });

    it('shows it on the form already, when the question was typed with the command', async () => {
      const form = formOf(await corridor.as('nadia').command('consult', ALIKE));
      expect(textOf({ summary: '', parts: form.intro })).toContain(ANSWER);
    });

    it('shows it to the adviser who replies', async () => {
      await ask({ what: ALIKE });
      const form = formOf(await corridor.as('priya').press(button(await card(), 'Reply')));
      expect(textOf({ summary: '', parts: form.intro })).toContain(ANSWER);
    });

    it('does not show it for another nation’s law, or another issue', async () => {
      expect(textOf(await ask({ what: ALIKE, nation: 'S' }))).not.toContain(ANSWER);
      expect(textOf(await ask({ what: ALIKE, issues: ['debt'] }))).not.toContain(ANSWER);
    });

    it('does not show it any more once it is withdrawn', async () => {
      const more = messageOf(await corridor.as('nadia').press(button(await card(), 'More')));
      await corridor.as('nadia').press(button(more, 'Withdraw'));
      expect(textOf(await ask({ what: ALIKE }))).not.toContain(ANSWER);
    });
  });
});
