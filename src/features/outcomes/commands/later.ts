import { say, type Press, type Reply, type Submit } from '../../../chat/call.js';
import { filled, issueKeys } from '../../../chat/values.js';
import { dayAt } from '../../../shared/days.js';
import type { Who } from '../../partnerships/rules.js';
import { actOf } from '../../privacy/rules.js';
import { moveOutcome } from '../../referrals/messages/outcomes.js';
import { putOffMessage } from '../messages/asks.js';
import { outcomeErrors } from '../messages/errors.js';
import { laterForm } from '../messages/later.js';
import { daysAway } from '../rules/cadence.js';
import { LaterContext, LaterValues, OutcomePress } from '../schema.js';
import type { OutcomeNeeds } from '../use-cases/needs.js';
import { askingAbout, needsDate, putOff, type Later } from '../use-cases/put-off.js';

/** **Not yet**: asked again on the next day of the cadence. */
export async function notYet(needs: OutcomeNeeds, call: Press, who: Who): Promise<Reply> {
  const id = OutcomePress.safeParse(call.value).data ?? '';
  const outcome = await putOff(needs, actOf(needs, call, who), id, null);
  return say(outcome.kind === 'put-off' ? putOffMessage(outcome) : moveOutcome(outcome));
}

/** **Another day** opens a form with days to choose from. */
export const openLaterForm = (needs: OutcomeNeeds, call: Press, who: Who): Promise<Reply> =>
  onAsking(needs, call, who, OutcomePress.safeParse(call.value).data ?? '', {});

/** The form came back. */
export async function submitLater(needs: OutcomeNeeds, call: Submit, who: Who): Promise<Reply> {
  const id = LaterContext.safeParse(JSON.parse(call.context)).data?.referral ?? '';
  const read = LaterValues.safeParse(filled(call.values));
  const again = (keys: Record<string, string>) =>
    onAsking(needs, call, who, id, { values: call.values, errors: outcomeErrors(keys) });
  if (!read.success) return again(issueKeys(read.error));
  const { nation, timeZone } = who.partnership;
  const { matter, when, date } = read.data;
  const today = dayAt(needs.now(), timeZone);
  const day = when === 'usual' ? null : daysAway(today, Number(when), nation);
  const later: Later = { matter, day, date: date ?? null };
  if (needsDate(later)) return again({ date: 'date-needed' });
  const outcome = await putOff(needs, actOf(needs, call, who), id, later);
  return say(outcome.kind === 'put-off' ? putOffMessage(outcome) : moveOutcome(outcome));
}

async function onAsking(
  needs: OutcomeNeeds,
  call: Press | Submit,
  who: Who,
  id: string,
  filledIn: Pick<Parameters<typeof laterForm>[0], 'values' | 'errors'>,
): Promise<Reply> {
  const asking = await askingAbout(needs, actOf(needs, call, who), id);
  if (asking.kind !== 'asking') return say(moveOutcome(asking));
  const { nation, timeZone } = who.partnership;
  const today = dayAt(needs.now(), timeZone);
  return { kind: 'form', form: laterForm({ asking, today, nation, ...filledIn }) };
}
