import { say, type Press, type Reply } from '../../../chat/call.js';
import type { Feature } from '../../../chat/feature.js';
import type { Button, Message } from '../../../chat/message.js';
import type { Who } from '../../partnerships/rules.js';
import { actOf } from '../../privacy/rules.js';
import { referralCard } from '../messages/card.js';
import { statusCard } from '../messages/health.js';
import { moreMessage } from '../messages/mine.js';
import { moveOutcome, notFound } from '../messages/outcomes.js';
import { recordMessage } from '../messages/sent.js';
import * as forms from '../messages/small-forms.js';
import { maySeeDetail, partiesOf, type Referral } from '../rules/referral.js';
import { decideMove, standingOf, type Party, type State } from '../rules/states.js';
import { PressValue } from '../schema.js';
import type { MoveOutcome } from '../use-cases/move.js';
import * as verbs from '../use-cases/verbs.js';
import type { ViewNeeds } from '../use-cases/needs.js';
import { viewOf } from '../use-cases/view.js';
import { openReferForm, openRerouteForm } from './send.js';

type OnReferral = (referral: Referral, parties: ReadonlySet<Party>, who: Who) => Reply | Promise<Reply>;
type Verb = (needs: ViewNeeds, act: ReturnType<typeof actOf>, id: string) => Promise<MoveOutcome>;

/** What the buttons of referral messages do. */
export function referralPresses(needs: ViewNeeds): Feature<Who>['presses'] {
  const move = (verb: Verb) => async (call: Press, who: Who) =>
    say(moveOutcome(await verb(needs, actOf(needs, call, who), call.value)));

  /** For buttons that only show or ask: the referral must be one this member may see. */
  const seen = (then: OnReferral) => async (call: Press, who: Who) => {
    if (!PressValue.safeParse(call.value).success) return say(notFound());
    const referral = await needs.store.find(who.partnership.id, { id: call.value });
    const parties = referral ? partiesOf(referral, who.member, who.partnership) : new Set<Party>();
    if (!referral || referral.state === 'entered-in-error' || !maySeeDetail(parties)) return say(notFound());
    return then(referral, parties, who);
  };
  const ask = (form: (about: { referral: Referral }) => ReturnType<typeof forms.askForm>) =>
    seen((referral) => ({ kind: 'form', form: form({ referral }) }));

  return {
    'referrals.take': move(verbs.takeReferral),
    'referrals.contact': move(verbs.contactMade),
    'referrals.file': move(verbs.movedToFile),
    'referrals.resume': move(verbs.resumeReferral),
    'referrals.decline': ask(forms.declineForm),
    'referrals.ask': ask(forms.askForm),
    'referrals.unreached': ask(forms.unreachedForm),
    'referrals.hold': ask((about) => forms.reasonForm('on-hold', about)),
    'referrals.fail': ask((about) => forms.reasonForm('failed', about)),
    'referrals.withdraw': ask((about) => forms.reasonForm('cancelled', about)),
    'referrals.remove': ask((about) => forms.reasonForm('entered-in-error', about)),
    'referrals.share': ask(forms.shareForm),
    'referrals.answer': seen(async (referral, _parties, who) => {
      const question = await needs.store.latestText(who.partnership.id, referral.id, 'question');
      return { kind: 'form', form: forms.answerForm({ referral, question }) };
    }),
    'referrals.copy': seen(async (referral, _parties, who) => {
      const view = await viewOf(needs, referral);
      return say(view ? recordMessage(view, who.member.side) : notFound());
    }),
    'referrals.show': seen(async (referral, parties, who) => {
      const view = await viewOf(needs, referral);
      if (!view) return say(notFound());
      return say(parties.has('adviser') ? referralCard(view) : statusCard(view, who.member));
    }),
    'referrals.more': seen((referral, parties) => say(moreFor(referral, parties))),
    'referrals.start': async (_call, who) => openReferForm(needs, who, { values: {}, context: {} }),
    'referrals.reroute': async ({ value }, who) => {
      const [id = '', serviceId = ''] = value.split(':');
      const form = await openRerouteForm(needs, who, id, serviceId);
      return form ?? say(notFound());
    },
  };
}

const MORE: readonly { label: string; verb: string; to: State; tone?: 'danger' }[] = [
  { label: 'Pause', verb: 'hold', to: 'on-hold' },
  { label: 'Couldn’t complete', verb: 'fail', to: 'failed' },
  { label: 'Withdraw', verb: 'withdraw', to: 'cancelled', tone: 'danger' },
  { label: 'Entered in error', verb: 'remove', to: 'entered-in-error', tone: 'danger' },
];

/** The moves that this member may make from here, by the transition table itself. */
function moreFor(referral: Referral, parties: ReadonlySet<Party>): Message {
  const may = (to: State) =>
    decideMove(standingOf(referral), to, parties, new Set(['reason'])).kind === 'move';
  const moves = MORE.filter(({ to }) => may(to)).map(({ label, verb, tone }): Button => {
    return { action: `referrals.${verb}`, label, value: referral.id, ...(tone && { tone }) };
  });
  const share: Button[] =
    referral.agreed.share.sender === 'none'
      ? []
      : [{ action: 'referrals.share', label: 'Tell less', value: referral.id }];
  const copy: Button = { action: 'referrals.copy', label: 'Copy for record', value: referral.id };
  return moreMessage(referral, [...moves, ...share, copy]);
}
