import { Temporal } from 'temporal-polyfill';
import { dayAt } from '../../../shared/days.js';
import { isWorkingDay } from '../../deadlines/rules.js';
import { WEEKDAYS, type Member, type Partnership, type Site } from '../rules.js';

/**
 * Who is on duty on the day of `at`, in the order of the rota, then whoever covers. Nobody on a day that is no working
 * day: callers take the next working day's.
 */
export function onDuty(partnership: Partnership, at: Date): readonly Member[] {
  const { rota, timeZone } = partnership;
  const day = zoned(at, timeZone).toPlainDate().toString();
  const weekday = weekdayOf(partnership, day);
  if (!weekday) return [];
  const { away, cover } = exceptionsOn(partnership, day);
  const keys = new Set([...rota.week[weekday].filter((key) => !away.has(key)), ...cover]);
  return [...keys].flatMap((key) => memberBy(partnership, key));
}

/** Whether somebody is away on the day of `at`, by the exceptions of the rota. */
export const isAway = (partnership: Partnership, memberKey: string, at: Date): boolean =>
  exceptionsOn(partnership, dayAt(at, partnership.timeZone)).away.has(memberKey);

/** Somebody at a site on one day; times as in the rota. */
export type Visit = { member: Member; site: Site; from: string; until: string };

/** Who is on site on a calendar day (`YYYY-MM-DD`), the earliest first; nobody on a day that is no working day. */
export function onSiteAt(partnership: Partnership, day: string): readonly Visit[] {
  const weekday = weekdayOf(partnership, day);
  const { away } = exceptionsOn(partnership, day);
  return partnership.onSite
    .filter((each) => each.weekday === weekday && !away.has(each.member))
    .flatMap(({ member: memberKey, site: siteKey, from, until }) => {
      const site = partnership.sites.find(({ key }) => key === siteKey);
      return site ? memberBy(partnership, memberKey).map((member) => ({ member, site, from, until })) : [];
    })
    .sort((one, two) => (one.from < two.from ? -1 : 1));
}

/** The time by the clock on the wall, `09:30`, so that it can be compared with the rota's. */
export const timeAt = (at: Date, timeZone: string): string =>
  zoned(at, timeZone).toPlainTime().toString({ smallestUnit: 'minute' });

const zoned = (at: Date, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);

const weekdayOf = ({ nation }: Partnership, day: string) =>
  isWorkingDay(day, nation) ? WEEKDAYS[Temporal.PlainDate.from(day).dayOfWeek - 1] : undefined;

function exceptionsOn({ rota }: Partnership, day: string) {
  const found = rota.exceptions.filter(({ from, until }) => from <= day && day <= until);
  const away = new Set(found.flatMap((each) => each.away));
  return { away, cover: found.flatMap((each) => each.cover).filter((key) => !away.has(key)) };
}

const memberBy = ({ members }: Partnership, wanted: string): Member[] =>
  members.filter(({ key, active }) => key === wanted && active);
