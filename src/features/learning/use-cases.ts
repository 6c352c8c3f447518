import type { Address } from '../../chat/place.js';
import type { WorkingTime } from '../deadlines/rules.js';
import type { Directory, Member, Partnership } from '../partnerships/rules.js';
import type { Act } from '../privacy/rules.js';
import {
  dayOf,
  isAbout,
  isReviewDay,
  isStale,
  issuesOf,
  looksAfter,
  reviewAfter,
  whyNotVouch,
  type Card,
  type Draft,
  type Refusal,
} from './rules.js';
import type { ReviewPayload } from './schema.js';

export type ChangeKind = 'changed' | 'renewed' | 'retired' | 'restored';

/** What the use cases need of the store. Every question is asked within one partnership. */
export type CardStore = {
  save(draft: Draft, fromId: string | null, act: Act): Promise<Card | 'repeated'>;
  /** Writes it, or nothing: `too-late` when somebody changed the card in between. */
  change(card: Card, kind: ChangeKind, set: Partial<Card>, act: Act): Promise<Card | 'repeated' | 'too-late'>;
  refused(act: Act, action: string, cardId: string | undefined, reason: string): Promise<void>;
  /** Asks whoever looks after it, once for a review day. */
  ask(card: Card, to: Address, key: string, time: WorkingTime, now: Date): Promise<void>;

  find(partnershipId: string, id: string): Promise<Card | null>;
  /** Those that are offered, the newest first. */
  newest(partnershipId: string, limit: number): Promise<Card[]>;
  /** Those that are offered and share words with a text, the closest first. */
  search(partnershipId: string, text: string, limit: number): Promise<Card[]>;
};

export type LearningNeeds = {
  store: CardStore;
  directory: Directory;
  person: (memberId: string) => Address | null;
  now: () => Date;
};

/** A card as people see it. */
export type ShownCard = Pick<Card, 'id' | 'title' | 'text' | 'issues' | 'nation' | 'reviewBy'> & {
  stale: boolean;
  retired: boolean;
  ownerName: string;
};

/** What whoever wrote it can mend, field by field. */
export type Wrong = { kind: 'wrong'; errors: Partial<Record<'issues' | 'reviewBy', string>> };

export type SaveOutcome = { kind: 'saved'; card: Card } | { kind: 'repeated' } | Refusal;

type NotDone = Refusal | { kind: 'not-found' | 'not-yours' | 'settled' | 'someone-was-quicker' };

export type CardOutcome = { kind: ChangeKind; card: Card } | { kind: 'repeated' } | NotDone;

/** Keeps an answer as a card. Whoever saves it owns it; a regulated issue needs a qualified adviser. */
export async function saveCard(
  needs: LearningNeeds,
  act: Act,
  draft: Draft & { fromId?: string | null },
): Promise<SaveOutcome | Wrong> {
  const { fromId = null, ...words } = draft;
  const refusal = check(act, words);
  if (refusal) return refuse(needs, act, 'card.saved', undefined, refusal);
  const card = await needs.store.save(words, fromId, act);
  return card === 'repeated' ? { kind: 'repeated' } : { kind: 'saved', card };
}

/** Changes what a card says. `seen` is when it was saved as whoever changes it saw it, in milliseconds. */
export async function changeCard(
  needs: LearningNeeds,
  act: Act,
  id: string,
  seen: number,
  draft: Draft,
): Promise<CardOutcome | Wrong> {
  return onOwn<Wrong>(needs, act, 'changed', id, (card) => {
    if (card.retiredAt !== null) return { kind: 'settled' };
    if (card.savedAt.getTime() !== seen) return { kind: 'someone-was-quicker' };
    const wrong = whyNot(act, card.issues) ?? check(act, draft);
    return wrong ?? { ...draft, savedAt: act.at, ownerId: act.who.member.id };
  });
}

/** **Still right**: good for another six months. Whoever says so owns it from now on. */
export const renewCard = (
  needs: LearningNeeds,
  act: Act,
  id: string,
  reviewBy: string,
): Promise<CardOutcome> =>
  onOwn<never>(needs, act, 'renewed', id, (card) => {
    if (card.retiredAt !== null || card.reviewBy !== reviewBy) return { kind: 'settled' };
    const today = dayOf(act.at, act.who.partnership.timeZone);
    return whyNot(act, card.issues) ?? { reviewBy: reviewAfter(today), ownerId: act.who.member.id };
  });

/** Takes a card out of every list. It can be brought back. */
export const retireCard = (needs: LearningNeeds, act: Act, id: string): Promise<CardOutcome> =>
  onOwn<never>(needs, act, 'retired', id, (card) =>
    card.retiredAt === null ? { retiredAt: act.at } : { kind: 'settled' },
  );

/** Undoes that. */
export const restoreCard = (needs: LearningNeeds, act: Act, id: string): Promise<CardOutcome> =>
  onOwn<never>(needs, act, 'restored', id, (card) =>
    card.retiredAt === null || card.text === '' ? { kind: 'settled' } : { retiredAt: null },
  );

/** One card, for anybody in its partnership, and whether this member looks after it. */
export async function openCard(needs: LearningNeeds, member: Member, id: string) {
  const card = await needs.store.find(member.partnershipId, id);
  if (!card) return null;
  return {
    card,
    shown: shownIn(needs, card),
    own: looksAfter(member, needs.directory.memberById(card.ownerId)),
  };
}

/** The cards of a partnership: the newest, or those that share words with what is looked for. */
export async function listCards(
  needs: LearningNeeds,
  partnershipId: string,
  words: string,
  limit: number,
): Promise<ShownCard[]> {
  const { store } = needs;
  const cards = await (words === ''
    ? store.newest(partnershipId, limit)
    : store.search(partnershipId, words, limit));
  return cards.map((card) => shownIn(needs, card));
}

const SEARCHED = 30;

/** Cards that may answer a question: they share its rarest words, an issue, and the nation’s law. The closest first. */
export async function similarCards(
  needs: LearningNeeds,
  asked: { partnershipId: string; text: string; issues: readonly string[]; nation: string; limit: number },
): Promise<ShownCard[]> {
  const partnership = needs.directory.partnership(asked.partnershipId);
  if (!partnership) return [];
  const found = await needs.store.search(asked.partnershipId, asked.text, SEARCHED);
  return found
    .filter((card) => card.nation === asked.nation && isAbout(partnership, card, asked.issues))
    .slice(0, asked.limit)
    .map((card) => shownIn(needs, card));
}

/** The newest card about an issue, under the partnership’s own nation’s law; null when there is none. */
export async function newestCardAbout(
  { store }: LearningNeeds,
  partnership: Partnership,
  issue: string,
): Promise<string | null> {
  const cards = await store.newest(partnership.id, SEARCHED);
  const about = cards.find(
    (card) => card.nation === partnership.nation && isAbout(partnership, card, [issue]),
  );
  return about?.id ?? null;
}

/** Asks whoever looks after a card whether it is still right, unless that was settled since, or nobody is there. */
export async function askForReview(needs: LearningNeeds, payload: ReviewPayload, key: string): Promise<void> {
  const partnership = needs.directory.partnership(payload.partnership);
  const card = await needs.store.find(payload.partnership, payload.card);
  if (!partnership || !card || !isDue(card, payload.reviewBy, partnership, needs.now())) return;
  const to = needs.person(keeperOf(needs, card, partnership)?.id ?? '');
  if (to) await needs.store.ask(card, to, key, partnership, needs.now());
}

/** Whether that review is still to be done. */
export const isDue = (card: Card, reviewBy: string, { timeZone }: Partnership, now: Date): boolean =>
  card.retiredAt === null && card.reviewBy === reviewBy && isStale(card, dayOf(now, timeZone));

/** The owner; once they have left, somebody else who looks after it, the service lead first. */
function keeperOf({ directory }: LearningNeeds, card: Card, { members }: Partnership): Member | undefined {
  const owner = directory.memberById(card.ownerId);
  const able = members.filter((member) => looksAfter(member, owner));
  return (
    able.find(({ id }) => id === owner?.id) ?? able.find(({ role }) => role === 'service-lead') ?? able[0]
  );
}

/** How a card stands today. */
export function shownIn({ directory, now }: LearningNeeds, card: Card): ShownCard {
  const { id, title, text, issues, nation, reviewBy, retiredAt } = card;
  const timeZone = directory.partnership(card.partnershipId)?.timeZone ?? 'Europe/London';
  const ownerName = directory.memberById(card.ownerId)?.name ?? 'somebody who has left';
  const stale = isStale(card, dayOf(now(), timeZone));
  return { id, title, text, issues, nation, reviewBy, stale, retired: retiredAt !== null, ownerName };
}

const whyNot = ({ who }: Act, issues: readonly string[]) =>
  whyNotVouch(who.member, issuesOf(who.partnership, issues));

/** What is wrong with what somebody wrote, or with them writing it; null when nothing is. */
function check(act: Act, draft: Draft): Refusal | Wrong | null {
  const { partnership } = act.who;
  const refusal = whyNot(act, draft.issues);
  if (refusal) return refusal;
  const unknown = issuesOf(partnership, draft.issues).length < draft.issues.length;
  const today = dayOf(act.at, partnership.timeZone);
  const errors = {
    ...(unknown && { issues: 'choose' }),
    ...(!isReviewDay(draft.reviewBy, today) && { reviewBy: 'review-day' }),
  };
  return Object.keys(errors).length > 0 ? { kind: 'wrong', errors } : null;
}

/** Changes a card as decided, if this member looks after it. */
async function onOwn<Also extends { kind: string }>(
  needs: LearningNeeds,
  act: Act,
  kind: ChangeKind,
  id: string,
  decide: (card: Card) => Partial<Card> | NotDone | Also,
): Promise<CardOutcome | Also> {
  const card = await needs.store.find(act.who.partnership.id, id);
  const owner = card && needs.directory.memberById(card.ownerId);
  if (!card) return refuse(needs, act, `card.${kind}`, undefined, { kind: 'not-found' });
  if (!looksAfter(act.who.member, owner))
    return refuse(needs, act, `card.${kind}`, id, { kind: 'not-yours' });
  const decision = decide(card);
  if ('kind' in decision) return refuse(needs, act, `card.${kind}`, id, decision);
  const after = await needs.store.change(card, kind, decision, act);
  if (after === 'repeated') return { kind: 'repeated' };
  return after === 'too-late' ? { kind: 'someone-was-quicker' } : { kind, card: after };
}

/** Came too late, or has only to be mended: nobody was refused anything. */
const NO_REFUSAL = new Set(['settled', 'someone-was-quicker', 'wrong']);

/** Notes that somebody was refused, so that attempts are seen too. */
async function refuse<O extends { kind: string }>(
  needs: LearningNeeds,
  act: Act,
  action: string,
  id: string | undefined,
  outcome: O,
): Promise<O> {
  if (!NO_REFUSAL.has(outcome.kind)) await needs.store.refused(act, action, id, outcome.kind);
  return outcome;
}
