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
