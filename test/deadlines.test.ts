import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  actByFor,
  addWorkingDays,
  isWorkingDay,
  nextWorkingMoment,
  openingAfter,
} from '../src/features/deadlines/rules.js';

const LONDON = { timeZone: 'Europe/London', nation: 'E' } as const;
const day = fc
  .date({ min: new Date('2025-01-01'), max: new Date('2028-11-30'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

// Last day and act-by day, from the product’s own vectors.
const VECTORS = [
  ['2026-12-14', '2026-12-07'],
  ['2026-12-15', '2026-12-08'],
  ['2026-12-29', '2026-12-18'],
  ['2026-12-31', '2026-12-22'],
  ['2027-02-23', '2027-02-16'],
  ['2027-02-27', '2027-02-22'],
  ['2027-03-30', '2027-03-19'],
  ['2027-03-31', '2027-03-22'],
  ['2027-04-01', '2027-03-23'],
  ['2027-03-09', '2027-03-02'],
  ['2026-12-24', '2026-12-17'],
  ['2027-02-28', '2027-02-22'],
  ['2028-02-29', '2028-02-22'],
  ['2026-12-23', '2026-12-16'],
  ['2026-12-21', '2026-12-14'],
  ['2026-12-13', '2026-12-07'],
  ['2027-05-23', '2027-05-17'],
  ['2027-01-23', '2027-01-18'],
  ['2027-11-23', '2027-11-16'],
  ['2028-11-23', '2028-11-16'],
  ['2027-01-31', '2027-01-25'],
  ['2027-10-19', '2027-10-12'],
  ['2027-07-19', '2027-07-12'],
  ['2027-01-03', '2026-12-23'],
  ['2027-02-21', '2027-02-15'],
] as const;

describe('the day to act by', () => {
  it.each(VECTORS)('for the last day %s is %s', (last, actBy) => {
    expect(actByFor(last, 'E')).toBe(actBy);
  });

  it('is a working day, earlier than the last day, with five working days from it on', () => {
    fc.assert(
      fc.property(day, fc.constantFrom('E', 'W', 'S', 'NI'), (last, nation) => {
        const actBy = actByFor(last, nation);
        expect(isWorkingDay(actBy, nation)).toBe(true);
        expect(actBy < last).toBe(true);
        // The fifth working day after it is the last day, or the last working day before it.
        const fifth = addWorkingDays(actBy, 5, nation);
        expect(fifth <= last || !isWorkingDay(last, nation)).toBe(true);
        expect(addWorkingDays(fifth, 1, nation) > last || fifth === last).toBe(true);
      }),
    );
  });
});

describe('a working day', () => {
  it.each([
    ['2026-12-25', 'E', false],
    ['2026-12-28', 'E', false],
    ['2027-01-01', 'W', false],
    ['2027-01-04', 'E', true],
    ['2027-01-04', 'S', false],
    ['2026-11-30', 'S', false],
    ['2026-11-30', 'E', true],
    ['2027-03-29', 'E', false],
    ['2027-03-29', 'S', true],
    ['2027-03-17', 'NI', false],
    ['2027-07-12', 'NI', false],
    ['2027-07-12', 'E', true],
    ['2026-11-28', 'E', false],
    ['2026-11-29', 'E', false],
    ['2026-11-27', 'E', true],
  ] as const)('%s in %s: %s', (date, nation, working) => {
    expect(isWorkingDay(date, nation)).toBe(working);
  });

  it('so many days on and as many back is the same day again', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 40 }), (date, count) => {
        const on = addWorkingDays(date, count, 'E');
        expect(isWorkingDay(on, 'E')).toBe(true);
        if (isWorkingDay(date, 'E')) expect(addWorkingDays(on, -count, 'E')).toBe(date);
      }),
    );
  });
});

describe('when somebody may be notified', () => {
  it.each([
    ['in working hours, at once', '2026-11-24T10:00:00Z', '2026-11-24T10:00:00Z'],
    ['at nine, at once', '2026-11-24T09:00:00Z', '2026-11-24T09:00:00Z'],
    ['early, at nine', '2026-11-24T06:30:00Z', '2026-11-24T09:00:00Z'],
    ['at a minute to five, at once', '2026-11-24T16:59:59Z', '2026-11-24T16:59:59Z'],
    ['at five, the next day', '2026-11-24T17:00:00Z', '2026-11-25T09:00:00Z'],
    ['on a Friday evening, on Monday', '2026-11-27T18:30:00Z', '2026-11-30T09:00:00Z'],
    ['on a Sunday, on Monday', '2026-11-29T12:00:00Z', '2026-11-30T09:00:00Z'],
    ['on Christmas Eve, after the holidays', '2026-12-24T17:30:00Z', '2026-12-29T09:00:00Z'],
    ['in summer, by the clock on the wall', '2027-07-06T07:30:00Z', '2027-07-06T08:00:00Z'],
    ['over the night when clocks go forward', '2027-03-26T19:00:00Z', '2027-03-30T08:00:00Z'],
    ['over the night when clocks go back', '2026-10-23T17:30:00Z', '2026-10-26T09:00:00Z'],
  ])('%s', (_, at, then) => {
    expect(nextWorkingMoment(new Date(at), LONDON)).toEqual(new Date(then));
  });

  it('is by the partnership’s own zone and nation', () => {
    const at = new Date('2026-11-30T10:00:00Z');
    expect(nextWorkingMoment(at, { timeZone: 'Europe/London', nation: 'S' })).toEqual(new Date('2026-12-01T09:00:00Z'));
    expect(nextWorkingMoment(at, { timeZone: 'Asia/Tokyo', nation: 'E' })).toEqual(new Date('2026-12-01T00:00:00Z'));
  }); // prettier-ignore

  it('is never earlier, never put off twice', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('2025-01-01'), max: new Date('2028-11-30'), noInvalidDate: true }), (at) => {
        const then = nextWorkingMoment(at, LONDON);
        expect(then >= at).toBe(true);
        expect(nextWorkingMoment(then, LONDON)).toEqual(then);
      }),
    );
  }); // prettier-ignore

  it('so many working days on, it is at nine', () => {
    expect(openingAfter(new Date('2026-12-22T15:00:00Z'), 3, LONDON)).toEqual(
      new Date('2026-12-29T09:00:00Z'),
    );
    expect(openingAfter(new Date('2027-03-24T23:30:00Z'), 1, LONDON)).toEqual(
      new Date('2027-03-25T09:00:00Z'),
    );
  });
});
