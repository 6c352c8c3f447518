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
});
