import { notFound } from '../../../chat/message.js';
import { say, type Press, type Reply } from '../../../chat/call.js';
import type { Feature } from '../../../chat/feature.js';
import type { Form } from '../../../chat/form.js';
import type { Who } from '../../partnerships/rules.js';
import { actOf, type Act } from '../../privacy/rules.js';
import { moveOutcome } from '../messages/outcomes.js';
import { recordMessage } from '../messages/sent.js';
import * as forms from '../messages/small-forms.js';
import { maySeeDetail, type Referral } from '../rules/referral.js';
import type { Party } from '../rules/states.js';
import { PressValue } from '../schema.js';
import { findFor, type MoveOutcome } from '../use-cases/move.js';
import { thankAdviser, tryThem } from '../use-cases/help.js';
import * as verbs from '../use-cases/verbs.js';
import type { ViewNeeds } from '../use-cases/needs.js';
import { viewOf } from '../use-cases/view.js';
import { openReferForm, openRerouteForm } from './send.js';
import { moreFor, showReferral } from './show.js';

type OnReferral = (
  referral: Referral,
  parties: ReadonlySet<Party>,
  who: Who,
  act: Act,
) => Reply | Promise<Reply>;
type FormOf = (about: { referral: Referral }) => Form;
type Verb = (needs: ViewNeeds, act: Act, id: string) => Promise<MoveOutcome>;

/** What the buttons of referral messages do. */
export function referralPresses(needs: ViewNeeds): Feature<Who>['presses'] {
  const move = (verb: Verb) => async (call: Press, who: Who) =>
    say(moveOutcome(await verb(needs, actOf(needs, call, who), idIn(call))));

  /** For buttons that only show or ask: the referral must be one this member may see, or at least act on. */
  const on =
    (may: (parties: ReadonlySet<Party>) => boolean, then: OnReferral) => async (call: Press, who: Who) => {
      const act = actOf(needs, call, who);
      const found = await findFor(needs, act, { id: idIn(call) }, call.action);
      if (found.kind !== 'found') return say(notFound());
      if (may(found.parties)) return then(found.referral, found.parties, who, act);
      await needs.store.refused(act, call.action, found.referral.reference, 'not-yours');
      return say(notFound());
    };
  const seen = (then: OnReferral) => on(maySeeDetail, then);
  const ask = (form: FormOf) => seen((referral) => ({ kind: 'form', form: form({ referral }) }));
  /** Withdrawing and removing show nothing of the case, so a privacy lead may ask for them too. */
  const askAnyParty = (form: FormOf) =>
    on(
      () => true,
      (referral) => ({ kind: 'form', form: form({ referral }) }),
    );

  return {
    'referrals.take': move(verbs.takeReferral),
    'referrals.contact': move(verbs.contactMade),
    'referrals.file': move(verbs.movedToFile),
    'referrals.resume': move(verbs.resumeReferral),
    'referrals.try': move(tryThem),
    'referrals.thank': move(thankAdviser),
    'referrals.decline': ask(forms.declineForm),
    'referrals.ask': ask(forms.askForm),
    'referrals.unreached': ask(forms.unreachedForm),
    'referrals.agree': ask(forms.agreeForm),
    'referrals.hold': ask((about) => forms.reasonForm('on-hold', about)),
    'referrals.fail': ask((about) => forms.reasonForm('failed', about)),
    'referrals.withdraw': askAnyParty((about) => forms.reasonForm('cancelled', about)),
    'referrals.remove': askAnyParty((about) => forms.reasonForm('entered-in-error', about)),
    'referrals.share': ask(forms.shareForm),
    'referrals.answer': seen(async (referral, _parties, who) => {
      const question = await needs.store.latestText(who.partnership.id, referral.id, 'question');
      return { kind: 'form', form: forms.answerForm({ referral, question }) };
    }),
    'referrals.copy': seen(async (referral, _parties, { member }, act) => {
      await needs.store.seen(act, referral.reference);
      const view = await viewOf(needs, referral);
      return say(view ? recordMessage(view, member) : notFound());
    }),
    'referrals.show': (call, who) => showReferral(needs, call, who, { id: idIn(call) }),
    'referrals.more': on(
      () => true,
      (referral, parties, { member }) => say(moreFor(referral, parties, member)),
    ),
    'referrals.start': async (_call, who) => openReferForm(needs, who, { values: {}, context: {} }),
    'referrals.reroute': (call, who) => openRerouteForm(needs, call, who),
  };
}

const idIn = ({ value }: Press): string => PressValue.safeParse(value).data ?? '';
