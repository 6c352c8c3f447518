import scenes from './scenes.json' with { type: 'json' };
import type { Making, Step } from './step.js';
import { referredFrom } from './referral.js';
import { situationOf } from './situations.js';

/** The life of one consultation: asked or logged, answered sooner or later, and what each side says of it. */
export function consultationSteps({ dice, cast, nth, after }: Making): Step[] {
  const asker = dice.pick(cast.senders);
  const { user } = asker;
  const desk = dice.pick(cast.desks);
  const issue = dice.pick(desk.issues);
  const asked = {
    issues: [issue.key],
    what: situationOf(issue.key),
    priority: dice.chance(15) ? 'urgent' : 'routine',
  };
  if (dice.chance(12)) {
    const values = { ...asked, source: dice.pick(['phone', 'corridor', 'email']), result: 'signposted' };
    return [{ at: after(0), nth, user, begin: 'consult log', values }];
  }
  const steps: Step[] = [{ at: after(0), nth, user, begin: 'consult', values: asked }];
  if (dice.chance(6)) return steps; // nobody answers
  const adviser = dice.pick(issue.advisers);
  const replied = dice.chance(70) ? 1 : dice.between(2, 4);
  const text = dice.pick(scenes.answers);
  steps.push({ at: after(replied), nth, user: adviser, press: 'consultations.reply', fills: [{ text }] });
  if (dice.chance(20)) return steps; // it ends by itself
  const over = replied + dice.between(1, 3);
  steps.push({ at: after(over), nth, user, press: 'consultations.answered' });
  const say = (who: string, days: number, about: string) =>
    steps.push({ at: after(over + days), nth, user: who, press: 'consultations.result', about });
  const result = dice.pick(['answered-no-referral', 'answered-no-referral', 'became-referral', 'signposted']);
  if (result === 'became-referral') {
    const later = { dice, cast, nth: -nth - 1, after: (days: number) => after(over + 1 + days) };
    steps.push(...referredFrom(later, desk, asker, nth));
  }
  if (dice.chance(70)) say(user, 1, result);
  if (dice.chance(60)) say(adviser, 2, dice.chance(85) ? result : 'needs-more');
  return steps;
}
