import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readLogLine } from '../src/features/consultations/rules/log-line.js';
import {
  button,
  filledIn,
  formOf,
  messageOf,
  openCorridor,
  textOf,
  type TestCorridor,
} from './support/corridor.js';
import { providers } from './support/database.js';

const LINE = 'log housing: landlord’s notice, told her she has two months';

describe.each(providers)('a consultation logged in one line, on %s', (provider) => {
  let corridor: TestCorridor;
  beforeEach(async () => {
    corridor = await openCorridor(provider);
  });
  afterEach(() => corridor.drop());

  const cards = async () => (await corridor.channel('corridor')).map(({ message }) => textOf(message));
  const log = (line: string, user = 'nadia') => corridor.as(user).command('consult', line);

  it('is closed at once, says what was taken for granted, and can be put right by one tap', async () => {
    const answer = messageOf(await log(LINE));
    expect(answer.summary).toBe('C-1: logged');
    expect(textOf(answer)).toContain(
      'Housing & homelessness. In the corridor, England. Answered, no referral needed.',
    );
    expect(await cards()).toEqual([
      expect.stringContaining('landlord’s notice, told her she has two months'),
    ]);
    expect((await cards())[0]).toContain('Logged: In the corridor');

    await corridor.as('nadia').press(button(answer, 'Pointed to another place'));
    expect((await cards())[0]).toContain('Ended, says the asker: Pointed to another place');
  });

  it('is undone, and nothing of it is left', async () => {
    const answer = messageOf(await log(LINE));
    expect(button(answer, 'Undo').confirm?.text).toContain('erased');
    const undone = messageOf(await corridor.as('nadia').press(button(answer, 'Undo')));
    expect(textOf(undone)).toContain('C-1 is withdrawn, and what was written is erased.');
    expect(await cards()).toEqual([expect.stringContaining('C-1 was withdrawn')]);
    expect(await corridor.database.db.consultVersion.count()).toBe(0);
  });

  it('takes how it happened and several issues, from either side', async () => {
    const answer = messageOf(await log('log phone housing and debt: arrears after a rent rise', 'priya'));
    expect(textOf(answer)).toContain('By phone, England');
    expect(textOf(answer)).toContain('Housing & homelessness');
    expect(textOf(answer)).toContain('Debt & money');
  });

  it.each([
    ['log', undefined, {}],
    ['log landlord’s notice', 'choose what it was about', { what: 'landlord’s notice' }],
    ['log spaceship: it left', 'choose what it was about', { what: 'spaceship: it left' }],
    ['log housing:', 'say in a few words', { issues: ['housing'] }],
    [`log housing: ${'rent '.repeat(700)}`, 'it is too long', { issues: ['housing'] }],
    ['log by e-mail housing: ring 07700 900 123', 'something in it could tell somebody', { source: 'email' }],
  ])('“%.30s” asks for what is missing and has the rest filled in', async (line, why, filled) => {
    const form = formOf(await log(line));
    expect(form.title).toBe('Log a consultation');
    const said = textOf({ summary: '', parts: form.intro });
    if (why === undefined) expect(said).not.toContain('Not logged yet');
    else expect(said).toContain(`Not logged yet: ${why}`);
    expect(filledIn(form)).toMatchObject({ source: 'corridor', ...filled });
    expect(await corridor.channel('corridor')).toEqual([]);
    expect(corridor.lines.join('\n')).not.toMatch(/07700|landlord|spaceship/);
  });
});

describe('a line', () => {
  const issues = [
    { key: 'maternity', label: 'Pregnancy & work rights' },
    { key: 'employment', label: 'Work' },
    { key: 'housing', label: 'Housing & homelessness' },
    { key: 'family', label: 'Family & relationships' },
    { key: 'food', label: 'Food, fuel, essentials' },
  ];
  it.each([
    ['work: a', ['employment']], // a whole label before a part of another
    ['Pregnancy: a', ['maternity']],
    ['home, housing: a', ['housing']],
    ['f: a', null], // could be two
    [', : a', null],
  ])('“%s” names %j', (line, named) => {
    const read = readLogLine(line, issues);
    expect(read.missing).toBe(named ? 'nothing' : 'issue');
    if (named) expect(read.issues).toEqual(named);
  });
});
