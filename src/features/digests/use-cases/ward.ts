import { monthAt } from '../../evidence/rules/periods.js';
import { closedMonth } from '../../evidence/use-cases/weeks.js';
import type { Partnership } from '../../partnerships/rules.js';
import type { Act } from '../../privacy/rules.js';
import { championsOf, isChampion } from '../../partnerships/rules/champions.js';
import { topicIn } from '../rules/counts.js';
import type { Refused } from './act.js';
import type { Needs, Telling, WardCard } from './needs.js';

/** Makes the card of the month that began at `from`, for the champions to look at: once for each month. */
export async function makeCard(
  needs: Needs,
  partnership: Partnership,
  from: Date,
  key: string,
): Promise<void> {
  const month = monthAt(from, partnership.timeZone);
  const figures = await closedMonth({ store: needs.evidence, now: needs.now }, partnership, month);
  const { opened: asked, replied: answered, sent } = figures;
  const issue = topicIn(figures);
  const topic = issue === null ? null : { issue, card: await needs.cardAbout(partnership, issue) };
  const story = await needs.stories.postedIn(partnership.id, month);
  const counts = { month: month.key, asked, answered, sent, topic, story };
  const card = { partnershipId: partnership.id, counts };
  await needs.store.writeCard(card, (id) => draftsOf(needs, partnership, id), key, needs.now());
}

/** The draft as each champion has it, in their direct messages. */
function draftsOf({ person }: Needs, partnership: Partnership, card: string): Telling[] {
  return championsOf(partnership).flatMap(({ id: member }) => {
    const to = person(member);
    const payload = { partnership: partnership.id, card, member };
    return to ? [{ to, notice: 'digests.ward-draft', subject: `ward-card:${card}`, payload }] : [];
  });
}

export type PostOutcome =
  { kind: 'posted' } | { kind: 'posted-already'; card: WardCard } | { kind: 'no-channel' } | Refused;

/** Posts a month's card in the partnership's channels, for a champion: once, whoever presses. */
export async function postWardCard(needs: Needs, act: Act, cardId: string): Promise<PostOutcome> {
  const { store, channels } = needs;
  const { member, partnership } = act.who;
  if (!isChampion(member)) {
    await store.refused(act, 'ward-card.posted', 'not-yours');
    return { kind: 'not-yours' };
  }
  const card = await store.wardCard(partnership.id, cardId);
  if (!card) return { kind: 'not-found' };
  const payload = { partnership: partnership.id, card: cardId };
  const posts = channels(partnership.id).map((to) => ({
    ...{ to, payload },
    notice: 'digests.ward',
    subject: `ward-post:${cardId}`,
  }));
  if (posts.length === 0) return { kind: 'no-channel' };
  const done = await store.postCard(card, [...posts, ...draftsOf(needs, partnership, cardId)], act);
  if (done === 'repeated') return { kind: 'repeated' };
  return done === 'done'
    ? { kind: 'posted' }
    : { kind: 'posted-already', card: (await store.wardCard(partnership.id, cardId)) ?? card };
}
