import type { ListItem, Message, Part } from '../../../chat/message.js';
import { counted, listInWords } from '../../../chat/words.js';
import { dayAt, dayInWords } from '../../../shared/days.js';
import { nextWorkingMoment } from '../../deadlines/rules.js';
import { affiliation, WEEKDAYS, type Partnership } from '../rules.js';
import { onDuty, onSiteAt, timeAt, type Visit } from '../rules/rota.js';

/** Who is on duty today or, after hours, when work next begins, in a sentence. Null for a partnership without a rota. */
export function dutyLineOf(partnership: Partnership, now: Date): string | null {
  if (!hasRota(partnership)) return null;
  const { when, members } = dutyFrom(partnership, now);
  if (members.length === 0) return `Nobody is on the duty rota ${when}.`;
  const names = members.map(({ name, organisation }) => `${name} (${organisation.name})`);
  return `On duty ${when}: ${listInWords(names)}.`;
}

/** `partners today`: who is on duty, who is on site and until when, and when people answer. */
export function partnersToday(partnership: Partnership, now: Date): Message {
  const { serviceLabel, timeZone, promise, dutyLine, onSite } = partnership;
  const day = dayAt(now, timeZone);
  const visits = onSiteAt(partnership, day).map((visit) => presence(visit, timeAt(now, timeZone)));
  const hours = counted(promise.consultationHours, 'working hour');
  return {
    summary: `${serviceLabel}: who is here today`,
    parts: [
      { kind: 'heading', text: `${serviceLabel}: ${dayInWords(day)}` },
      ...dutyParts(partnership, now),
      ...(visits.length > 0 ? [{ kind: 'list', items: visits } as const] : []),
      ...(visits.length === 0 && onSite.length > 0 ? [text('Nobody is on site today.')] : []),
      text(
        `Hours: Monday to Friday, 09:00 to 17:00, not on bank holidays. Consultations are answered within ${hours}.`,
      ),
      { kind: 'note', text: `If it cannot wait until tomorrow, ring ${dutyLine}.` },
    ],
  };
}

const text = (words: string): Part => ({ kind: 'text', text: words });

function dutyParts(partnership: Partnership, now: Date): Part[] {
  if (!hasRota(partnership))
    return [text('No duty rota has been set. Anybody listed under “partners” may answer.')];
  const { when, members } = dutyFrom(partnership, now);
  if (members.length === 0) return [text(`Nobody is on the duty rota ${when}.`)];
  const items = members.map((member) => ({ text: affiliation(member) }));
  return [text(`On duty ${when}:`), { kind: 'list', items }];
}

/** “Dev Anand is on site till 16:00”, as it stands at this time of the day. */
function presence({ member, site, from, until }: Visit, time: string): ListItem {
  const note = `${site.name}, ${from} to ${until}`;
  if (time >= until) return { text: `${member.name} was on site till ${until}`, note };
  const words = time < from ? `from ${from} till ${until}` : `till ${until}`;
  return { text: `${member.name} is on site ${words}`, note };
}

function dutyFrom(partnership: Partnership, now: Date) {
  const { timeZone } = partnership;
  const at = nextWorkingMoment(now, partnership);
  const day = dayAt(at, timeZone);
  const when = day === dayAt(now, timeZone) ? 'today' : `next, on ${dayInWords(day)}`;
  return { when, members: onDuty(partnership, at) };
}

const hasRota = ({ rota }: Partnership) =>
  rota.exceptions.length > 0 || WEEKDAYS.some((weekday) => rota.week[weekday].length > 0);
