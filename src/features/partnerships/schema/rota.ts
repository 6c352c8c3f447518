import { z } from 'zod';
import { WEEKDAYS } from '../rules.js';
import { block, choice, day, list, slug, want } from './fields.js';

// Who is on duty and who is on site, as a partnership's manager writes it.

const MEMBER = 'the key of a member';
const advisers = () => list(slug(MEMBER), 'sam').optional();

/** Leave, and whoever stands in, for one day or several. */
export const ExceptionEntry = block({
  from: day(),
  /** The last day, included; the first one when it is left out. */
  until: day().optional(),
  away: advisers(),
  cover: advisers(),
});

export const RotaEntry = block({
  monday: advisers(),
  tuesday: advisers(),
  wednesday: advisers(),
  thursday: advisers(),
  friday: advisers(),
  exceptions: z
    .array(ExceptionEntry, want('a list of days with who is away and who covers'))
    .max(500, 'should have at most 500 entries: take out those that are over')
    .optional(),
});

const clock = (what: string) =>
  z.string(want(what)).regex(/^([01]\d|2[0-3]):[0-5]\d$/, want(`${what}, with four digits`));

export const OnSiteEntry = block({
  member: slug(MEMBER),
  site: slug('the key of a site'),
  weekday: choice(WEEKDAYS),
  from: clock('the time somebody comes, such as 09:30'),
  until: clock('the time somebody leaves, such as 16:00'),
});

export const OnSiteEntries = z
  .array(OnSiteEntry, want('a list of who is where on which weekday'))
  .max(500, 'should have at most 500 entries');
