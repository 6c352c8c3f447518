import type { Values } from '../../chat/form.js';
import { outcomeCode } from '../../features/gains/rules/codes.js';
import { situationOf } from './situations.js';
import scenes from './scenes.json' with { type: 'json' };
import type { Actor, Desk } from './cast.js';
import type { Dice } from './dice.js';
import type { Making, Step } from './step.js';

const OUTCOMES: Readonly<Record<string, readonly string[]>> = scenes.outcomes;
const DECLINED = ['no-capacity', 'conflict', 'out-of-scope', 'out-of-area', 'wrong-service'];

/** The life of one referral: taken or not, reached or not, and what came of it, with what follows. */
export function referralSteps(making: Making): Step[] {
  const { dice, cast, nth, after } = making;
  const sender = dice.pick(cast.senders);
  return lifeOf(making, dice.pick(cast.desks), sender, (values) => ({
    ...{ at: after(0), nth, user: sender.user, begin: 'refer', values },
  }));
}

/** The same for one that comes of a consultation: it begins with a button of that, pressed by whoever asked. */
export const referredFrom = (making: Making, desk: Desk, asker: Actor, consultation: number): Step[] =>
  lifeOf(making, desk, asker, (values) => ({
    ...{ at: making.after(0), nth: consultation, user: asker.user },
    ...{ press: 'consultations.refer', begins: making.nth, fills: [values] },
  }));

function lifeOf(making: Making, desk: Desk, sender: Actor, begin: (values: Values) => Step): Step[] {
  const { dice, nth, after } = making;
  const issue = dice.pick(desk.issues);
  const adviser = dice.pick(issue.advisers);
  const begun = begin(beginning(making, sender, desk.service, issue.key));
  const { user } = sender;
  if (dice.chance(4)) return [begun]; // it waits still
  const day = dice.between(1, 3);
  const step = (days: number, who: string, press: string, fills?: readonly Values[]): Step => ({
    at: after(day + days),
    ...{ nth, user: who, press },
    ...(fills && { fills }),
  });
  if (dice.chance(12))
    return [begun, step(0, adviser, 'referrals.decline', [{ reason: dice.pick(DECLINED) }])];
  const taken = [begun, step(0, adviser, 'referrals.take')];
  if (dice.chance(4)) return [...taken, step(2, user, 'referrals.withdraw', [{ reason: 'person-withdrew' }])];
  if (dice.chance(8)) {
    const tries = ['call', 'text', 'call'].map((way, nthTry) =>
      step(1 + nthTry * 2, adviser, 'referrals.unreached', [{ way }]),
    );
    return [...taken, ...tries, step(8, adviser, 'referrals.fail', [{ reason: 'unable-to-contact' }])];
  }
  const reached = dice.between(1, 6);
  return [
    ...taken,
    step(reached, adviser, 'referrals.contact'),
    ...ending(making, step, { user, adviser, reached, issue: issue.key }),
  ];
}

/** What the form of a referral says. */
function beginning(
  { dice, cast, after }: Making,
  { key, site }: Actor,
  service: string,
  issue: string,
): Values {
  const others = cast.navigators.filter((each) => each !== key); // nobody follows their own referral
  const share = dice.pick(['none', 'status', 'status', 'summary', 'summary']);
  const navigator = dice.chance(25) && others.length > 0 ? dice.pick(others) : null;
  const last = dice.chance(30) ? after(dice.between(12, 50)).toISOString().slice(0, 10) : null;
  return {
    ...{ service: `@${service}`, issues: [issue], what: situationOf(issue), agreed: 'spoken', share },
    priority: dice.chance(15) ? 'urgent' : 'routine',
    ...(site && { site: `@${site}` }),
    ...(navigator && { navigator: `@${navigator}` }),
    ...(last && { keyDate: last }),
  };
}

type StepOf = (days: number, who: string, press: string, fills?: readonly Values[]) => Step;
type Players = { user: string; adviser: string; reached: number; issue: string };

/** What came of it, weeks later; or nothing that anybody recorded. */
function ending({ dice }: Making, step: StepOf, { user, adviser, reached, issue }: Players): Step[] {
  if (dice.chance(10)) return [];
  const closed = reached + (dice.chance(45) ? dice.between(1, 8) : dice.between(8, 70));
  if (dice.chance(6)) return [step(closed, adviser, 'referrals.fail', [{ reason: 'did-not-engage' }])];
  const listed = OUTCOMES[issue] ?? scenes.outcomes.other;
  const codes = [...new Set([dice.pick(listed), ...(dice.chance(30) ? [dice.pick(listed)] : [])])];
  const money = codes.filter((code) => outcomeCode(code)?.money).map((code) => amountOf(dice, code));
  const outcome = step(closed, adviser, 'outcomes.record', [{ codes }, ...money]);
  const expected = money.some(({ certainty }) => certainty === 'expected');
  const known = money.map(() => ({ certainty: 'confirmed' }));
  return [
    outcome,
    ...(expected && dice.chance(60) ? [step(closed + 20, adviser, 'outcomes.record', [{}, ...known])] : []),
    ...(dice.chance(35) ? [step(closed + 1, user, 'referrals.thank')] : []),
  ];
}

function amountOf(dice: Dice, code: string): Values {
  const { money, kind } = outcomeCode(code) ?? { money: 'once', kind: '' };
  const most = money === 'once' ? (kind === 'debt' ? 6_000 : 1_500) : 120;
  return {
    ...(dice.chance(90) && { amount: `${dice.between(15, most)}.${dice.pick(['00', '50', '25'])}` }),
    certainty: dice.chance(30) ? 'expected' : 'confirmed',
  };
}
