import { notFound } from '../../../chat/message.js';
import { say, type Press, type Reply } from '../../../chat/call.js';
import type { Feature } from '../../../chat/feature.js';
import type { Message } from '../../../chat/message.js';
import type { Who } from '../../partnerships/rules.js';
import { actOf } from '../../privacy/rules.js';
import { consultationCard } from '../messages/card.js';
import * as forms from '../messages/forms.js';
import { moreMessage } from '../messages/more.js';
import { moveOutcome, recordMessage } from '../messages/outcomes.js';
import { ownReplies } from '../messages/own.js';
import { wholeThread, writtenMessage } from '../messages/talk.js';
import { mayRead, partiesOf, type Consultation } from '../rules/consultation.js';
import { RESULTS } from '../rules/results.js';
import type { Doing } from '../rules/states.js';
import { PressValue } from '../schema.js';
import { doTo, sayResult } from '../use-cases/move.js';
import { viewOf } from '../use-cases/view.js';
import type { CommandNeeds } from './needs.js';
import { offeredFor } from './offered.js';
import { openAskForm } from './open.js';
import { ownIn, ownPresses } from './own.js';

type OnConsultation = (consultation: Consultation, who: Who, result: string) => Reply | Promise<Reply>;

/** What the buttons of consultation messages do. */
export function consultationPresses(needs: CommandNeeds): Feature<Who>['presses'] {
  const move = (doing: Doing) => async (call: Press, who: Who) =>
    say(moveOutcome(await doTo(needs, actOf(needs, call, who), call.value, doing)));

  /** For buttons that only show or ask: the consultation must be one this member may read. */
  const seen = (then: OnConsultation) => async (call: Press, who: Who) => {
    if (!PressValue.safeParse(call.value).success) return say(notFound());
    const [id = '', more = ''] = call.value.split(':');
    const consultation = await needs.store.find(who.partnership.id, { id });
    if (!consultation || consultation.state === 'withdrawn' || !mayRead(consultation, who.member))
      return say(notFound());
    return then(consultation, who, more);
  };

  return {
    ...ownPresses(needs),
    'consultations.own': seen(async (consultation, { member }) =>
      say(ownReplies(consultation, await ownIn(needs, consultation, member))),
    ),
    'consultations.take': move('take'),
    'consultations.hand-back': move('hand-back'),
    'consultations.answered': move('that-answered-it'),
    'consultations.is-answer': move('answer'),
    'consultations.withdraw': move('withdraw'),
    'consultations.reply': seen(async (consultation, who) => {
      const offered = who.member.side === 'legal' ? await similarTo(needs, consultation, who) : [];
      return { kind: 'form', form: forms.replyForm({ consultation, offered }) };
    }),
    'consultations.ask': seen((consultation) => ({
      kind: 'form',
      form: forms.askMoreForm({ consultation }),
    })),
    'consultations.need-more': seen((consultation) => ({
      kind: 'form',
      form: forms.needMoreForm({ consultation }),
    })),
    'consultations.show': seen(async (consultation, who) => say(await showThread(needs, consultation, who))),
    'consultations.more': seen((consultation, who) => say(moreMessage(consultation, who))),
    'consultations.follow': seen((consultation, who) =>
      openAskForm(
        who,
        { issues: consultation.issues, nation: consultation.nation },
        { follows: consultation.id },
      ),
    ),
    'consultations.copy': seen(async (consultation) => {
      const view = await viewOf(needs, consultation);
      return say(view ? recordMessage(view) : notFound());
    }),
    'consultations.refer': seen(async (consultation, who) => {
      const view = await viewOf(needs, consultation);
      return needs.refer(who, { consultation, what: view?.what ?? '' });
    }),
    'consultations.save': seen(async (consultation, who) => {
      const thread = await needs.store.thread(consultation);
      const own = thread.filter(
        ({ authorId, kind, text }) => authorId === who.member.id && kind !== 'what' && text,
      );
      return needs.saveCard(who, { consultation, text: own.at(-1)?.text ?? '' });
    }),
    'consultations.result': async (call, who) => {
      const [id = '', result = ''] = call.value.split(':');
      if (!RESULTS.some(({ key }) => key === result)) return say(notFound());
      return say(moveOutcome(await sayResult(needs, actOf(needs, call, who), id, result)));
    },
  };
}

async function similarTo(needs: CommandNeeds, consultation: Consultation, who: Who) {
  const view = await viewOf(needs, consultation);
  const { id, issues, nation } = consultation;
  return view?.what ? offeredFor(needs, who, { issues, nation, text: view.what }, id) : [];
}

/** The card and its whole thread, for one reader. */
export async function showThread(
  needs: CommandNeeds,
  consultation: Consultation,
  { member, partnership }: Who,
): Promise<Message> {
  const view = await viewOf(needs, consultation);
  if (!view || !mayRead(consultation, member)) return notFound();
  const thread = await needs.store.thread(consultation);
  const said = thread
    .filter(({ kind }) => kind !== 'what')
    .map((written) => writtenMessage(view, written, needs.directory.memberById(written.authorId)));
  return wholeThread(consultationCard(view, { reader: partiesOf(consultation, member, partnership) }), said);
}
