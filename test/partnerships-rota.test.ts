import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { advisersOnDuty } from '../src/features/consultations/rules/duty.js';
import { isWorkingDay } from '../src/features/deadlines/rules.js';
import type { Partnership } from '../src/features/partnerships/rules.js';
import { onDuty, onSiteAt } from '../src/features/partnerships/rules/rota.js';
import { checkFile } from '../src/features/partnerships/schema/check.js';
import { messageOf, openCorridor, textOf, type TestCorridor } from './support/corridor.js';
import { openDatabase, providers, type OpenTestDatabase } from './support/database.js';
import { samplePartnership, sampleText } from './support/partnership.js';

const renalText = sampleText('renal');
const names = (members: readonly { name: string }[]) => members.map(({ name }) => name);
const at = (instant: string) => new Date(instant);

describe('a rota in the file', () => {
  const mistakesIn = (from: string, to: string) => {
    expect(renalText.split(from), from).toHaveLength(2);
    const checked = checkFile(renalText.replace(from, () => to));
    return checked.kind === 'wrong' ? checked.mistakes : [];
  };
  const lineOf = (part: string) => renalText.slice(0, renalText.indexOf(part)).split('\n').length;

  // `near` stands on the line to be named, in the file as it is.
  it.each<[title: string, from: string, to: string, near: string, key: string, says: RegExp]>([
    ['somebody who is not there', '  wednesday: [lucy]', '  wednesday: [lucie]', '  wednesday:', 'rota.wednesday[0]', /key of somebody under members/],
    ['somebody from the health side', '  wednesday: [lucy]', '  wednesday: [lucy, aisha]', '  wednesday:', 'rota.wednesday[1]', /should be an adviser: .*health side/],
    ['somebody twice on a day', '  wednesday: [lucy]', '  wednesday: [lucy, lucy]', '  wednesday:', 'rota.wednesday', /same entry twice/],
    ['one name that is no list', '  wednesday: [lucy]', '  wednesday: lucy', '  wednesday:', 'rota.wednesday', /should be a list, such as \[sam\]/],
    ['a day off that everybody has', '  wednesday: [lucy]', '  saturday: [lucy]', '  wednesday:', 'rota.saturday', /not a key Corridor knows here; it knows monday/],
    ['leave on a day that does not exist', 'from: 2026-12-22', 'from: 2026-12-32', 'from: 2026-12-22', 'rota.exceptions[0].from', /a day that exists, written like/],
    ['leave that ends before it begins', 'until: 2026-12-24', 'until: 2026-12-21', 'until: 2026-12-24', 'rota.exceptions[0].until', /should not be before from/],
    ['leave of nobody', '      away: [dev] # neither on duty nor on site\n      cover: [lucy]\n', '', '- from: 2026-12-22', 'rota.exceptions[0]', /who is away, who covers, or both/],
    ['cover by who is away', 'cover: [lucy]', 'cover: [dev]', 'cover: [lucy]', 'rota.exceptions[0].cover[0]', /is away on the same days/],
    ['leave of a stranger', 'away: [dev] # neither', 'away: [devi] # neither', 'away: [dev]', 'rota.exceptions[0].away[0]', /key of somebody under members/],
    ['a place that is not there', 'site: dialysis-unit\n    weekday', 'site: the-unit\n    weekday', 'site: dialysis-unit\n    weekday', 'onSite[0].site', /one of the sites in this file/],
    ['a weekday that is none', 'weekday: tuesday', 'weekday: sunday', 'weekday: tuesday', 'onSite[0].weekday', /“sunday” is not known here: write one of monday/],
    ['a time that is none', 'from: 09:30', 'from: half past nine', 'from: 09:30', 'onSite[0].from', /the time somebody comes, such as 09:30, with four digits/],
    ['a time past midnight', 'until: 16:30', 'until: 24:30', 'until: 16:30', 'onSite[1].until', /with four digits/],
    ['leaving before coming', 'until: 16:30', 'until: 12:59', 'until: 16:30', 'onSite[1].until', /should be later than from/],
    ['no time of leaving', '    until: 16:30\n', '', '- member: dev\n    site: renal-out', 'onSite[1].until', /is missing: write the time somebody leaves/],
    ['being in two places at once', 'weekday: thursday', 'weekday: tuesday', 'from: 13:00', 'onSite[1].from', /on site already/],
    ['a nurse who sits there', '- member: dev\n    site: dialysis', '- member: aisha\n    site: dialysis', '- member: dev\n    site: dialysis', 'onSite[0].member', /should be an adviser/],
  ])('%s is refused with its line and key', (_title, from, to, near, key, says) => {
    expect(mistakesIn(from, to)).toEqual([{ line: lineOf(near), key, message: expect.stringMatching(says) as string }]);
  });

  it('may be left out, and so may being on site', () => {
    const from = renalText.indexOf('\nrota:');
    const checked = checkFile(renalText.slice(0, from) + renalText.slice(renalText.indexOf('\nchannels:\n  web: renal')));
    expect(checked).toMatchObject({ kind: 'ok', file: { rota: {}, onSite: [] } });
  });
}); // prettier-ignore

describe.each(providers)('the rota, on %s', (provider) => {
  let database: OpenTestDatabase;
  let maternity: Partnership;
  let renal: Partnership;
  beforeAll(async () => {
    database = await openDatabase(provider);
    maternity = (await samplePartnership(database)).partnership;
    renal = (await samplePartnership(database, 'renal')).partnership;
  });
  afterAll(() => database.drop());

  it('says who is on duty on a weekday, in its order', () => {
    expect(names(onDuty(maternity, at('2026-11-24T10:00:00Z')))).toEqual(['Priya Shah', 'Owen Pritchard']);
    expect(names(onDuty(maternity, at('2026-11-27T10:00:00Z')))).toEqual([
      'Grace Lindqvist',
      'Owen Pritchard',
    ]);
  });

  it('takes the day people have at home: late on Monday at Greenwich is Tuesday in a summer at home', () => {
    expect(names(onDuty(maternity, at('2026-06-15T22:59:00Z')))).toEqual(['Priya Shah']);
    expect(names(onDuty(maternity, at('2026-06-15T23:00:00Z')))).toEqual(['Priya Shah', 'Owen Pritchard']);
  });

  it('leave ends on its last day, and cover comes once', () => {
    expect(names(onDuty(maternity, at('2026-12-21T10:00:00Z')))).toEqual(['Grace Lindqvist']);
    expect(names(onDuty(maternity, at('2026-12-23T10:00:00Z')))).toEqual([
      'Owen Pritchard',
      'Grace Lindqvist',
    ]);
    expect(names(onDuty(maternity, at('2026-12-29T10:00:00Z')))).toEqual(['Priya Shah', 'Owen Pritchard']);
  });

  it('nobody is on duty or on site on a weekend or a bank holiday, whenever it is', () => {
    const day = fc.date({
      min: at('2026-01-01T00:00:00Z'),
      max: at('2027-12-31T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(day, (when) => {
        const noon = at(`${when.toISOString().slice(0, 10)}T12:00:00Z`);
        const works = isWorkingDay(noon.toISOString().slice(0, 10), 'E');
        expect(onDuty(renal, noon).length > 0).toBe(works);
        if (!works) expect(onSiteAt(renal, noon.toISOString().slice(0, 10))).toEqual([]);
      }),
    );
  });

  it('says who is on site, unless they are on leave', () => {
    expect(onSiteAt(renal, '2026-11-24')).toMatchObject([
      {
        member: { name: 'Dev Anand' },
        site: { name: 'Dialysis Unit' },
        from: '09:30',
        until: '16:00',
      },
    ]);
    expect(onSiteAt(renal, '2026-11-26')).toMatchObject([{ site: { name: 'Renal Outpatients' } }]);
    expect(onSiteAt(renal, '2026-11-25')).toEqual([]);
    expect(onSiteAt(renal, '2026-12-22')).toEqual([]);
    expect(onSiteAt(maternity, '2026-11-24')).toEqual([]);
  });

  it('a question goes to whoever is on duty, and outside working hours to the next day’s', () => {
    const asked = (issues: string[], instant: string) =>
      names(advisersOnDuty(maternity, issues, at(instant)));
    expect(asked(['maternity'], '2026-11-24T10:00:00Z')).toEqual(['Priya Shah', 'Owen Pritchard']);
    expect(asked(['maternity'], '2026-11-24T17:30:00Z')).toEqual(['Owen Pritchard', 'Grace Lindqvist']);
    expect(asked(['maternity'], '2026-11-28T10:00:00Z')).toEqual(['Priya Shah']);
  });

  it('goes to the service lead when nobody on duty may answer it', () => {
    // The law centre lists no debt, and Wednesday’s other adviser leads the service.
    expect(names(advisersOnDuty(maternity, ['debt'], at('2026-11-25T10:00:00Z')))).toEqual([
      'Grace Lindqvist',
    ]);
    const nobody = {
      ...maternity,
      rota: { ...maternity.rota, week: { ...maternity.rota.week, monday: [] } },
    };
    expect(names(advisersOnDuty(nobody, ['maternity'], at('2026-11-23T10:00:00Z')))).toEqual([
      'Grace Lindqvist',
    ]);
  });
});

describe('partners today', () => {
  let renal: TestCorridor;
  let maternity: TestCorridor;
  beforeAll(async () => {
    renal = await openCorridor('sqlite', { sample: 'renal' });
    maternity = await openCorridor('sqlite');
  });
  afterAll(async () => {
    await renal.drop();
    await maternity.drop();
  });

  const today = async (corridor: TestCorridor, user: string, instant: string, text = 'today') => {
    corridor.clock.set(at(instant));
    return textOf(messageOf(await corridor.as(user).command('partners', text)));
  };

  it('says who is on duty, who is on site and until when, and the hours', async () => {
    const said = await today(renal, 'aisha', '2026-11-24T10:00:00Z');
    expect(said).toContain('Tue 24 Nov 2026');
    expect(said).toContain('On duty today:\nDev Anand · welfare rights officer · Fylde Welfare Rights');
    expect(said).toContain('Dev Anand is on site till 16:00\nDialysis Unit, 09:30 to 16:00');
    expect(said).toContain('Hours: Monday to Friday, 09:00 to 17:00, not on bank holidays.');
    expect(said).toContain('ring 01253 496 010');
  });

  it('knows that somebody is still to come, or has left', async () => {
    expect(await today(renal, 'aisha', '2026-11-24T09:29:59Z')).toContain('is on site from 09:30 till 16:00');
    expect(await today(renal, 'aisha', '2026-11-24T16:00:00Z')).toContain('was on site till 16:00');
    expect(await today(renal, 'aisha', '2026-11-25T10:00:00Z')).toContain('Nobody is on site today.');
  });

  it('after hours and on a bank holiday names the next working day', async () => {
    expect(await today(maternity, 'nadia', '2026-11-24T17:00:00Z')).toContain('On duty next, on Wed 25 Nov 2026:\nOwen Pritchard');
    expect(await today(maternity, 'nadia', '2026-12-25T10:00:00Z', ' Today')).toContain('On duty next, on Tue 29 Dec 2026:');
  }); // prettier-ignore

  it('“partners” stays what it was, and says who is on duty', async () => {
    const said = await today(maternity, 'nadia', '2026-11-24T10:00:00Z', '');
    expect(said).toContain('Harbour Advice maternity rights\nWaiting list, about 3 weeks (as of Mon 23 Nov)');
    expect(said).toContain(
      'On duty today: Priya Shah (Harbour Advice) and Owen Pritchard (Mersey Shore Law Centre).',
    );
  });

  it('a word after it that is not known is not repeated', async () => {
    expect(await today(maternity, 'nadia', '2026-11-24T10:00:00Z', 'Jade Smith')).not.toContain('Jade');
  });
});
