import { quarterAt, type Period } from '../../evidence/rules/periods.js';
import type { Partnership } from '../../partnerships/rules.js';
import { noteOf, type Note } from '../rules/note.js';
import type { Needs } from './needs.js';

/** Sends everybody who referred in the quarter that began at `from` a note of what came of it. */
export async function sendNotes(
  needs: Needs,
  partnership: Partnership,
  from: Date,
  key: string,
): Promise<void> {
  const quarter = quarterAt(from, partnership.timeZone);
  const senders = await needs.store.sendersIn(partnership.id, quarter);
  const tellings = senders.flatMap((member) => {
    const to = needs.person(member);
    const payload = { partnership: partnership.id, member, from: quarter.from.toISOString() };
    return to
      ? [{ to, notice: 'digests.note', subject: `referrer-note:${member}:${quarter.key}`, payload }]
      : [];
  });
  await needs.store.sayNotes(partnership, tellings, key, needs.now());
}

/** The note of a quarter for one referrer, as it stands now: what a person no longer agrees to is not in it. */
export async function noteFor(
  { store }: Needs,
  partnership: Partnership,
  memberId: string,
  from: Date,
): Promise<{ note: Note; quarter: Period }> {
  const quarter = quarterAt(from, partnership.timeZone);
  return { note: noteOf(await store.sentBy(partnership.id, memberId, quarter)), quarter };
}
