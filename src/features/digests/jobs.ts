import type { Message } from '../../chat/message.js';
import type { RunJob } from '../../delivery/jobs.js';
import type { Compose } from '../../delivery/outbox.js';
import { askMessage } from '../capacity/messages.js';
import { cardMessage } from '../learning/messages/card.js';
import { UNCONFIRMED_AFTER_MS } from '../partnerships/rules.js';
import { digestMessage, unreachedMessage } from './messages/digest.js';
import { letterMessage } from './messages/letters.js';
import { siteName } from './messages/lines.js';
import { noteMessage } from './messages/note.js';
import { nudgeMessage } from './messages/nudges.js';
import { wardDraftMessage, wardMessage } from './messages/ward.js';
import { isChampion } from '../partnerships/rules/champions.js';
import { administratorsOf, nudgesFor } from './rules/people.js';
import type { Needs } from './use-cases/needs.js';
import { noteFor, sendNotes } from './use-cases/notes.js';
import { bringUpToDate } from './use-cases/run.js';
import { mentionedIn, viewRun } from './use-cases/view.js';
import { makeCard } from './use-cases/ward.js';

type Payload = Readonly<Record<string, string>>;

/** What is due: the weekly digest, the month's card, the quarter's notes. */
export const digestJobs = (needs: Needs): ReadonlyMap<string, RunJob> =>
  new Map([
    [
      'digests.weekly',
      async ({ partnership: id = '' }, key) => {
        const partnership = needs.directory.partnership(id);
        if (partnership) await bringUpToDate(needs, partnership, key);
      },
    ],
    [
      'digests.ward',
      async ({ partnership: id = '', from = '' }, key) => {
        const partnership = needs.directory.partnership(id);
        if (partnership) await makeCard(needs, partnership, new Date(from), key);
      },
    ],
    [
      'digests.notes',
      async ({ partnership: id = '', from = '' }, key) => {
        const partnership = needs.directory.partnership(id);
        if (partnership) await sendNotes(needs, partnership, new Date(from), key);
      },
    ],
  ]);

/** The words of digests, nudges, letters and cards, at the moment they are sent or looked at. */
export const digestNotices = (needs: Needs): ReadonlyMap<string, Compose> =>
  new Map<string, Compose>([
    ['digests.weekly', (payload) => weekly(needs, payload)],
    ['digests.unreached', (payload) => unreached(needs, payload)],
    ['digests.nudge', (payload) => nudge(needs, payload)],
    ['digests.letter', (payload) => letter(needs, payload)],
    ['digests.card', (payload) => card(needs, payload)],
    ['digests.ward-draft', (payload) => wardDraft(needs, payload)],
    ['digests.ward', (payload) => wardPost(needs, payload)],
    ['digests.note', (payload) => note(needs, payload)],
  ]);

/** A month's card with the words of what it mentions. */
async function wardCardOf(needs: Needs, { partnership: id = '', card: cardId = '' }: Payload) {
  const partnership = needs.directory.partnership(id);
  const found = partnership && (await needs.store.wardCard(id, cardId));
  return found ? { partnership, found, mentioned: await mentionedIn(needs, found) } : null;
}

async function wardDraft(needs: Needs, payload: Payload): Promise<Message | null> {
  const reader = needs.directory.memberById(payload['member'] ?? '');
  const view = await wardCardOf(needs, payload);
  if (!view || !reader || !isChampion(reader)) return null;
  const by = view.found.postedById === null ? undefined : needs.directory.memberById(view.found.postedById);
  return wardDraftMessage(view.found, view.partnership, view.mentioned, by);
}

async function wardPost(needs: Needs, payload: Payload): Promise<Message | null> {
  const view = await wardCardOf(needs, payload);
  return view && wardMessage(view.found, view.partnership, view.mentioned);
}

async function note(needs: Needs, { partnership: id = '', member = '', from = '' }: Payload) {
  const partnership = needs.directory.partnership(id);
  if (!partnership || !needs.directory.memberById(member)?.active) return null;
  const { note: told, quarter } = await noteFor(needs, partnership, member, new Date(from));
  return told.sent === 0 ? null : noteMessage(told, quarter, partnership);
}

async function weekly(needs: Needs, { partnership = '', run = '', member = '' }: Payload) {
  const view = await viewRun(needs, partnership, run, member);
  if (!view) return null;
  const mentioned = await mentionedIn(needs, view.run);
  return digestMessage({ ...view, mentioned, memberById: (id) => needs.directory.memberById(id) });
}

async function unreached(
  { directory, store }: Needs,
  { partnership: id = '', run = '', member = '' }: Payload,
) {
  const partnership = directory.partnership(id);
  const found = partnership && (await store.run(id, run));
  const administers = partnership && administratorsOf(partnership).some((each) => each.id === member);
  return found && administers ? unreachedMessage(partnership, found) : null;
}

/** What is left to do of what somebody is nudged about; once nothing is, nothing is said. */
async function nudge(needs: Needs, payload: Payload): Promise<Message | null> {
  const { partnership: id = '', kind, about = '', member = '' } = payload;
  const partnership = needs.directory.partnership(id);
  if (!partnership || !needs.directory.memberById(member)?.active) return null;
  if (kind === 'capacity') return capacity(needs, id, about);
  const now = needs.now();
  const shares = nudgesFor(partnership, await needs.store.openWork(partnership, now), now);
  if (kind === 'act-by') return nudgeMessage({ kind, cases: shares[kind].get(member) ?? [] });
  if (kind === 'unanswered') return nudgeMessage({ kind, cases: shares[kind].get(member) ?? [] });
  if (kind === 'outcomes') return nudgeMessage({ kind, cases: shares[kind].get(member) ?? [] });
  return null;
}

/** The usual question, with its usual buttons; once somebody has said, it shows that instead. */
async function capacity(needs: Needs, partnershipId: string, serviceId: string) {
  const partnership = needs.directory.partnership(partnershipId);
  const service = partnership?.services.find(({ id }) => id === serviceId);
  if (!partnership || !service?.capacity) return null;
  const report = await needs.newestReport(serviceId);
  const now = needs.now();
  const old = now.getTime() - service.capacity.asOf.getTime() > UNCONFIRMED_AFTER_MS;
  return askMessage(service, report && old ? { report: report.id } : null, partnership, now);
}

async function letter(needs: Needs, { partnership: id = '', letter: letterId = '', member = '' }: Payload) {
  const partnership = needs.directory.partnership(id);
  const found = partnership && (await needs.store.letter(id, letterId));
  const sender = found && needs.directory.memberById(found.byId);
  if (!sender || !needs.directory.memberById(member)?.active) return null;
  return letterMessage(found.text, sender, siteName(partnership, found.siteId));
}

async function card(needs: Needs, { partnership: id = '', card: cardId = '' }: Payload) {
  const partnership = needs.directory.partnership(id);
  const found = partnership && (await needs.card(id, cardId));
  // Its words may be gone for good, which the message has to say that showed them.
  return found && (!found.retired || found.text === '') ? cardMessage(found, partnership, false) : null;
}
