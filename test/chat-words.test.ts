import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { counted, listInWords } from '../src/chat/words.js';
import { dayAt, dayInWords, instantInWords } from '../src/shared/days.js';

describe('days and times, as people read them', () => {
  it.each([
    ['2026-11-24', 'Tue 24 Nov 2026'],
    ['2027-02-03', 'Wed 3 Feb 2027'],
    ['2027-09-01', 'Wed 1 Sep 2027'],
    ['2028-02-29', 'Tue 29 Feb 2028'],
  ])('%s is “%s”', (day, words) => {
    expect(dayInWords(day)).toBe(words);
  });

  it.each([
    ['in winter', '2026-11-24T14:05:00Z', 'Tue 24 Nov 2026, 14:05'],
    ['in summer', '2027-07-06T14:05:00Z', 'Tue 6 Jul 2027, 15:05'],
    ['at midnight', '2026-11-24T00:00:00Z', 'Tue 24 Nov 2026, 00:00'],
    ['just before a summer midnight', '2027-07-05T22:59:00Z', 'Mon 5 Jul 2027, 23:59'],
    ['just after it', '2027-07-05T23:00:00Z', 'Tue 6 Jul 2027, 00:00'],
  ])('an instant %s is by the clock on the wall', (_, at, words) => {
    expect(instantInWords(new Date(at), 'Europe/London')).toBe(words);
  });

  it('the day depends on where it is asked', () => {
    const late = new Date('2026-11-24T23:30:00Z');
    expect(dayAt(late, 'Europe/London')).toBe('2026-11-24');
    expect(dayAt(late, 'Europe/Paris')).toBe('2026-11-25');
    expect(dayAt(late, 'America/New_York')).toBe('2026-11-24');
  });

  it('a day is the day it was, in every year', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1990-01-01'), max: new Date('2090-12-31'), noInvalidDate: true }), (date) => {
        const day = date.toISOString().slice(0, 10);
        const words = dayInWords(day);
        expect(words).toMatch(/^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d{1,2} [A-Z][a-z]{2} \d{4}$/);
        expect(new Date(`${words.slice(4)} 12:00 UTC`).toISOString().slice(0, 10)).toBe(day);
      }),
    );
  }); // prettier-ignore
});

describe('counts and lists', () => {
  it('are said as people say them', () => {
    expect([0, 1, 2].map((count) => counted(count, 'referral'))).toEqual(['0 referrals', '1 referral', '2 referrals']);
    expect(counted(2, 'person', 'people')).toBe('2 people');
    expect(listInWords([])).toBe('');
    expect(listInWords(['a'])).toBe('a');
    expect(listInWords(['a', 'b'])).toBe('a and b');
    expect(listInWords(['a', 'b', 'c'])).toBe('a, b and c');
  }); // prettier-ignore
});
