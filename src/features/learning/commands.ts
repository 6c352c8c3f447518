import { say, type Press, type Reply, type Submit } from '../../chat/call.js';
import type { Feature } from '../../chat/feature.js';
import type { FieldErrors, Values } from '../../chat/form.js';
import { filled, issueKeys } from '../../chat/values.js';
import type { Who } from '../partnerships/rules.js';
import { actOf } from '../privacy/rules.js';
import { cardMessage, listMessage } from './messages/card.js';
import { cardErrors, changeCardForm, saveCardForm } from './messages/forms.js';
import { cardOutcome, noCard } from './messages/outcomes.js';
import { dayOf, isStale, issuesOf, reviewAfter, whyNotVouch, type Draft } from './rules.js';
import { CardPress, CardValues, ChangeContext, SaveContext } from './schema.js';
import {
  changeCard,
  listCards,
  openCard,
  renewCard,
  restoreCard,
  retireCard,
  saveCard,
  type CardOutcome,
  type LearningNeeds,
  type SaveOutcome,
  type Wrong,
} from './use-cases.js';

const MOST_LISTED = 20;

/** What is filled in already when an answer is about to be kept. */
type Known = { issues: readonly string[]; nation: string; text?: string; fromId?: string };

/** How cards are reached: `learn`, **Open**, **New card**, and the buttons and forms of a card. */
export function learningFeature(needs: LearningNeeds): Feature<Who> {
  return {
    commands: [
      {
        word: 'learn',
        about: 'Answer cards: what advisers have kept for the next time',
        hint: '[words to look for]',
        run: async ({ text }, who) => say(await list(needs, who, text.trim())),
      },
    ],
    presses: {
      'learning.new': async (_call, who) =>
        openSaveForm(needs, who, { issues: [], nation: who.partnership.nation }),
      'learning.open': onCard(async ({ id }, who) => {
        const found = await openCard(needs, who.member, id);
        return say(found ? cardMessage(found.shown, who.partnership, found.own) : noCard());
      }),
      'learning.change': onCard(({ id }, who) => openChangeForm(needs, who, id)),
      'learning.renew': onCard(async ({ id, reviewBy }, who, call) =>
        answer(await renewCard(needs, actOf(needs, call, who), id, reviewBy)),
      ),
      'learning.retire': onCard(async ({ id }, who, call) =>
        answer(await retireCard(needs, actOf(needs, call, who), id)),
      ),
      'learning.restore': onCard(async ({ id }, who, call) =>
        answer(await restoreCard(needs, actOf(needs, call, who), id)),
      ),
    },
    forms: {
      'learning.save': (call, who) => submitNew(needs, call, who),
      'learning.change': (call, who) => submitChange(needs, call, who),
    },
  };
}

/** Opens the form that keeps an answer, for an adviser. `fromId` is the consultation the answer was given in. */
export function openSaveForm(
  { now }: Pick<LearningNeeds, 'now'>,
  { member, partnership }: Who,
  known: Known,
): Reply {
  if (whyNotVouch(member, [])) return answer({ kind: 'not-adviser' });
  return { kind: 'form', form: saveCardForm({ partnership, now: now(), ...known }) };
}

async function list(needs: LearningNeeds, { member, partnership }: Who, words: string) {
  const cards = await listCards(needs, partnership.id, words, MOST_LISTED);
  const full = cards.length === MOST_LISTED;
  return listMessage(cards, partnership, {
    searched: words !== '',
    full,
    maySave: whyNotVouch(member, []) === null,
  });
}

const onCard =
  (then: (about: { id: string; reviewBy: string }, who: Who, call: Press) => Reply | Promise<Reply>) =>
  async (call: Press, who: Who): Promise<Reply> => {
    const about = CardPress.safeParse(call.value);
    return about.success ? then(about.data, who, call) : say(noCard());
  };

/** A card that is due is offered with a new day for its next review. */
async function openChangeForm(
  needs: LearningNeeds,
  { member, partnership }: Who,
  id: string,
): Promise<Reply> {
  const found = await openCard(needs, member, id);
  if (!found) return say(noCard());
  if (!found.own) return answer({ kind: 'not-yours' });
  const { title, text, issues, nation, reviewBy, retiredAt } = found.card;
  if (retiredAt !== null) return answer({ kind: 'settled' });
  const refusal = whyNotVouch(member, issuesOf(partnership, issues));
  if (refusal) return answer(refusal);
  const today = dayOf(needs.now(), partnership.timeZone);
  const next = isStale({ reviewBy }, today) ? reviewAfter(today) : reviewBy;
  const form = changeCardForm(found.card, { partnership, title, text, issues, nation, reviewBy: next });
  return { kind: 'form', form };
}

function submitNew(needs: LearningNeeds, call: Submit, who: Who): Promise<Reply> {
  const { from } = SaveContext.catch({}).parse(JSON.parse(call.context));
  return submit(call, {
    send: (draft) => saveCard(needs, actOf(needs, call, who), { ...draft, fromId: from ?? null }),
    again: (errors) => ({
      kind: 'form',
      form: saveCardForm({
        ...typedIn(call.values),
        partnership: who.partnership,
        now: needs.now(),
        errors,
        ...(from && { fromId: from }),
      }),
    }),
  });
}

function submitChange(needs: LearningNeeds, call: Submit, who: Who): Promise<Reply> {
  const context = ChangeContext.parse(JSON.parse(call.context));
  const card = { id: context.card, savedAt: new Date(context.savedAt) };
  return submit(call, {
    send: (draft) => changeCard(needs, actOf(needs, call, who), card.id, context.savedAt, draft),
    again: (errors) => {
      const typed = { ...typedIn(call.values), partnership: who.partnership, errors };
      return { kind: 'form', form: changeCardForm(card, typed) };
    },
  });
}

type Steps = {
  send: (draft: Draft) => Promise<SaveOutcome | CardOutcome | Wrong>;
  /** The form again, as it was typed. */
  again: (errors: FieldErrors) => Reply;
};

async function submit(call: Submit, { send, again }: Steps): Promise<Reply> {
  const read = CardValues.safeParse(filled(call.values));
  if (!read.success) return again(cardErrors(issueKeys(read.error)));
  const outcome = await send(read.data);
  if (outcome.kind === 'wrong') return again(cardErrors(outcome.errors));
  return answer(outcome);
}

const answer = (outcome: Parameters<typeof cardOutcome>[0]): Reply => say(cardOutcome(outcome));

function typedIn(values: Values) {
  const one = (name: string) => (typeof values[name] === 'string' ? values[name] : '');
  const issues = values['issues'] ?? [];
  return {
    title: one('title'),
    text: one('text'),
    issues: typeof issues === 'string' ? [issues] : issues,
    nation: one('nation'),
    reviewBy: one('reviewBy'),
  };
}
