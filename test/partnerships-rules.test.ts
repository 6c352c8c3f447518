import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identifyWith, partnershipsFeature } from '../src/features/partnerships/commands.js';
import {
  affiliation,
  capacityLine,
  emergencyLine,
  mayAnswer,
  servicesFor,
  who,
  wordsFor,
  type Capacity,
} from '../src/features/partnerships/rules.js';
import { issueOf, ISSUE_KEYS, listOf, REGULATIONS } from '../src/features/partnerships/schema/lists.js';
import { z } from 'zod';
import type { Platform } from '../src/chat/place.js';
import { openDatabase, type OpenTestDatabase } from './support/database.js';
import { loadSample, samplePartnership, sampleText, type Sample } from './support/partnership.js';

const web = (user: string) => ({ platform: 'web' as const, tenant: 'local', user });
const room = (channel: string) => ({ platform: 'web' as const, tenant: 'local', channel });

describe('in two partnerships', () => {
  let database: OpenTestDatabase;
  let maternity: Sample;
  let renal: Sample;
  beforeAll(async () => {
    database = await openDatabase('sqlite');
    maternity = await samplePartnership(database);
    renal = await samplePartnership(database, 'renal');
    // Tom works for both.
    await loadSample(database, sampleText('renal').replace('      web: petra\n', '      web: tom\n'));
    await maternity.directory.refresh();
  });
  afterAll(() => database.drop());

  it('somebody is known by their account', () => {
    expect(who(maternity.directory, web('nadia'), null)).toMatchObject({ kind: 'member', member: { name: 'Nadia Rahman' }, partnership: { prefix: 'WIR' } });
  }); // prettier-ignore

  it('a stranger is told whom to ask, and no more', () => {
    const reply = identifyWith(maternity.directory)({ kind: 'command', key: 'k', word: 'mine', text: '', person: web('eve'), place: null });
    expect(reply).toMatchObject({ kind: 'stranger', message: { summary: 'Corridor does not know you yet. Ask your partnership’s champion to add you; nothing you typed was kept.' } });
  }); // prettier-ignore

  it('the same id on another platform or in another workspace is a stranger', () => {
    for (const platform of ['slack', 'teams'] satisfies Platform[])
      expect(who(maternity.directory, { ...web('nadia'), platform }, null).kind).toBe('unknown');
    expect(who(maternity.directory, { ...web('nadia'), tenant: 'other' }, null).kind).toBe('unknown');
  });

  it('a member of one partnership is a stranger in the other’s channel', () => {
    expect(who(maternity.directory, web('nadia'), room('renal-corridor'))).toEqual({ kind: 'unknown' });
    expect(who(maternity.directory, web('nadia'), room('harbour-triage')).kind).toBe('member');
  });

  it('somebody with two partnerships is asked which, except where the channel says it', () => {
    expect(who(maternity.directory, web('tom'), null)).toMatchObject({ kind: 'which', partnerships: [{ prefix: 'REN' }, { prefix: 'WIR' }] });
    expect(who(maternity.directory, web('tom'), room('corridor'))).toMatchObject({ kind: 'member', partnership: { prefix: 'WIR' } });
    expect(who(maternity.directory, web('tom'), room('renal-desk'))).toMatchObject({ kind: 'member', partnership: { prefix: 'REN' } });
    const reply = identifyWith(maternity.directory)({ kind: 'press', key: 'k', action: 'a', value: '', person: web('tom'), place: null });
    expect(JSON.stringify(reply)).toContain('You belong to Fylde Renal Money Advice and Wirral Maternity Rights Partnership.');
  }); // prettier-ignore

  it('a channel is known with what it is for', () => {
    const { directory } = maternity;
    expect(directory.channelOf(room('corridor'))).toMatchObject({ purpose: 'partnership', partnership: { prefix: 'WIR' } });
    expect(directory.channelOf(room('harbour-triage'))).toMatchObject({ purpose: 'triage', service: { key: 'harbour-maternity' } });
    expect(directory.channelOf(room('elsewhere'))).toBeNull();
  }); // prettier-ignore

  it('immigration is answered by the qualified alone, whoever asks and whatever else they hold', () => {
    const immigration = issueOf('immigration');
    expect(mayAnswer(immigration, maternity.member('priya'))).toBe(true);
    expect(mayAnswer(immigration, maternity.member('sam'))).toBe(false);
    expect(mayAnswer(issueOf('debt'), maternity.member('sam'))).toBe(true);
    expect(mayAnswer(issueOf('debt'), maternity.member('owen'))).toBe(false);
    expect(mayAnswer(issueOf('maternity'), maternity.member('nadia'))).toBe(false);
    expect(mayAnswer(issueOf('maternity'), { ...maternity.member('priya'), active: false })).toBe(false);
  });

  it('services are offered that take every issue, a part of an issue with its whole', () => {
    const keys = (sample: Sample, ...issues: string[]) =>
      servicesFor(sample.partnership, issues).map(({ key }) => key);
    expect(keys(maternity, 'maternity')).toEqual(['harbour-maternity', 'mersey-law-casework']);
    expect(keys(maternity, 'debt', 'housing')).toEqual(['harbour-maternity']);
    expect(keys(maternity, 'debt', 'discrimination')).toEqual([]);
    expect(keys(renal, 'benefit-check')).toEqual(['renal-welfare-rights', 'council-benefits-line']);
    const closed = { ...maternity.service('harbour-maternity'), status: 'temporarily-closed' as const };
    expect(servicesFor({ ...maternity.partnership, services: [closed] }, ['debt'])).toEqual([]);
  });

  it('each side reads its own words, a partnership its own ones', () => {
    expect(wordsFor(maternity.partnership, maternity.member('nadia')).person).toBe('woman');
    expect(wordsFor(maternity.partnership, maternity.member('priya'))).toMatchObject({ person: 'client', inProgress: 'Open matter' });
    expect(wordsFor(renal.partnership, renal.member('aisha'))).toMatchObject({ person: 'patient', inProgress: 'With the adviser' });
    expect(wordsFor(renal.partnership, renal.member('dev')).person).toBe('resident');
  }); // prettier-ignore

  it('a name comes with what somebody does and for whom', () => {
    expect(affiliation(maternity.member('priya'))).toBe('Priya Shah · solicitor · Harbour Advice');
  });

  it('the emergency line has this partnership’s number', () => {
    expect(emergencyLine(renal.partnership)).toBe(
      'Not for emergencies. Someone in danger now: 999. Urgent health help: 111. Court, eviction or removal today: ring 01253 496 010, Monday to Friday, 9 to 5.',
    );
  });

  it('“partners” lists who can be asked, with room and as-of date', async () => {
    const feature = partnershipsFeature({ now: () => new Date('2026-11-24T09:00:00Z') });
    const call = {
      kind: 'command' as const,
      key: 'k',
      word: 'partners',
      text: '',
      person: web('nadia'),
      place: null,
    };
    const asker = { member: maternity.member('nadia'), partnership: maternity.partnership };
    expect(await feature.commands[0]?.run(call, asker)).toMatchSnapshot();
  });
});

describe('capacity reads', () => {
  const now = new Date('2026-11-24T09:00:00Z');
  const line = (capacity: Partial<Capacity>) =>
    capacityLine({ level: 'waitlist', note: null, asOf: new Date('2026-11-23T00:00:00Z'), pausedUntil: null, ...capacity }, now, 'Europe/London');

  it.each<[string, Partial<Capacity>]>([
    ['Waiting list, about 3 weeks (as of Mon 23 Nov)', { note: 'about 3 weeks' }],
    ['Has capacity (as of Mon 23 Nov)', { level: 'capacity' }],
    ['At capacity (as of Mon 23 Nov)', { level: 'no-capacity' }],
    ['Assessment first (as of Mon 23 Nov)', { level: 'additional-assessment-required' }],
    ['Waiting list (as of Tue 17 Nov)', { asOf: new Date('2026-11-17T09:00:00Z') }],
    ['Waiting list (not confirmed since Tue 17 Nov)', { asOf: new Date('2026-11-17T08:59:59.999Z') }],
    ['Waiting list (not confirmed since 14 Sep 2025)', { asOf: new Date('2025-09-14T12:00:00Z') }],
    ['Paused until 4 Jan 2027 (as of Mon 23 Nov)', { note: 'x', pausedUntil: new Date('2027-01-04T00:00:00Z') }],
    ['Waiting list (as of Mon 23 Nov)', { pausedUntil: new Date('2026-11-24T08:00:00Z') }],
  ])('%s', (words, capacity) => {
    expect(line(capacity)).toBe(words);
  });

  it('Capacity not stated', () => {
    expect(capacityLine(null, now, 'Europe/London')).toBe('Capacity not stated');
  });

  it('the day people had at home, not the day at Greenwich', () => {
    const asOf = new Date('2026-06-14T23:30:00Z');
    const capacity: Capacity = { level: 'capacity', note: null, asOf, pausedUntil: null };
    expect(capacityLine(capacity, new Date('2026-06-15T09:00:00Z'), 'Europe/London')).toBe('Has capacity (as of Mon 15 Jun)');
  });

  it('in a line that fits beside a choice, whatever a file may say', () => {
    const any = fc.record({
      level: fc.constantFrom<Capacity['level']>('capacity', 'waitlist', 'no-capacity', 'additional-assessment-required'),
      note: fc.option(fc.string({ maxLength: 24 })),
      asOf: fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
      pausedUntil: fc.option(fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })),
    });
    fc.assert(fc.property(any, (capacity) => capacityLine(capacity, now, 'Europe/London').length <= 75));
  });
}); // prettier-ignore

describe('the lists', () => {
  it('hold the fifteen issues, and what belongs to them asks for no less', () => {
    const first = ISSUE_KEYS.map((key) => issueOf(key)).filter(({ parent }) => parent === null);
    expect(first.map(({ key }) => key)).toEqual([
      'benefits', 'debt', 'housing', 'utilities', 'employment', 'maternity', 'discrimination', 'family', 'abuse',
      'immigration', 'care', 'education', 'consumer', 'hardship', 'other',
    ]); // prettier-ignore
    expect(first.filter(({ safeContact }) => safeContact).map(({ key }) => key)).toEqual(['family', 'abuse']);
    for (const { requires } of first) for (const each of requires ?? []) expect(REGULATIONS).toContain(each);
    expect(ISSUE_KEYS.filter((key) => issueOf(key).parent === 'maternity')).toHaveLength(9);
  });

  it('stop the start when an entry is wrong or there twice', () => {
    const entry = z.strictObject({ key: z.string() });
    expect(() => listOf(entry, [{ key: 'a' }, { key: 'a' }])).toThrow('one key, two entries');
    expect(() => listOf(entry, [{ key: 'a', label: 'A' }])).toThrow('Unrecognized key');
    expect(() => issueOf('nonsense')).toThrow('not in the lists');
  });
});
