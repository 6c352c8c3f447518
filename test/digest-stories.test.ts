import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { button, buttonsOf, formOf, messageOf, textOf } from './support/corridor.js';
import { providers } from './support/database.js';
import { linesIn, openWeeks, readAloud, type Weeks } from './support/digest-weeks.js';

const STORY =
  'She was taken off the rota. After a letter her shifts came back, and she feels safe at work. She says that she would not have known whom to ask without her midwife, and that it changed everything.';
const LINE = 'What came of it: “She was taken off the rota.';

describe.each(providers)('a story in the digest (%s)', (provider) => {
  let weeks: Weeks;
  beforeEach(async () => {
    weeks = await openWeeks(provider);
  });
  afterEach(() => weeks.drop());

  const digest = async (user = 'bev') => (await weeks.digests(user)).at(-1)!;
  const card = (user: string) => weeks.as(user).told(/^Card for the team/);
  const quoting = async () => {
    const channel = await weeks.channel('corridor');
    const shown = [await digest('bev'), await digest('ruth'), await card('bev'), ...channel.map(({ message }) => message)];
    return shown.filter((each) => textOf(each).includes('taken off the rota')).length;
  };

  async function tell() {
    await weeks.refer('nadia', { share: 'summary' });
    for (const label of ['Take it', 'Contact made']) await weeks.work('priya', label);
    await weeks.work('priya', 'Record outcome', { codes: ['INFORMED'] });
    const own = (await weeks.as('nadia').messages()).map(({ message }) => message);
    const told = own.find((each) => buttonsOf(each).some(({ label }) => label === 'Tell the team'))!;
    const form = formOf(await weeks.as('nadia').press(button(told, 'Tell the team')));
    await weeks.as('nadia').submit(form, { text: STORY, agreed: 'spoken' });
  }

  it('is suggested to be read, stands there once two agreed, and is gone everywhere once it is taken down', async () => {
    await tell();
    await weeks.until('2026-11-30T09:00:00Z');
    expect(readAloud(await digest())).toContain('A story for the team waits for you or your deputy to agree. [Read the story]');
    expect(textOf(await digest())).not.toContain('taken off the rota');
    const story = messageOf(await weeks.as('bev').press(button(await digest(), 'Read the story')));
    expect(messageOf(await weeks.as('priya').press(button(await digest(), 'Read the story'))).summary).toMatch(/for the partnership’s champion/);
    await weeks.as('priya').press(button(await weeks.as('priya').told(/^A story/), 'Agree'));
    await weeks.as('bev').press(button(story, 'Post story'));

    await weeks.until('2026-12-01T09:00:00Z');
    await weeks.as('bev').press(button(await card('bev'), 'Post it'));
    await weeks.until('2026-12-07T08:30:00Z');
    expect(textOf(await digest())).toContain(LINE);
    expect(textOf(await digest())).not.toContain('changed everything'); // all of it is in the channel
    expect(readAloud(await digest())).not.toContain('Read the story');
    expect(linesIn(await digest())).toBeLessThanOrEqual(12);
    expect(textOf(await card('bev'))).toContain(STORY);
    expect(await quoting()).toBe(5); // two digests, the card and its draft, and the story itself

    const { db } = weeks.database;
    const said = () => db.outbox.count({ where: { notice: { startsWith: 'digests.' }, state: 'sent' } });
    const before = await said();
    await weeks.as('ruth').press(button(await weeks.as('ruth').told(/^A story/), 'Take it down'));
    expect(await quoting()).toBe(0);
    expect((await said()) - before).toBe(5); // two digests, two drafts and the card are said again
  });
}); // prettier-ignore
