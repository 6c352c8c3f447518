import { say, type Press, type Reply, type Submit } from '../../chat/call.js';
import type { Feature } from '../../chat/feature.js';
import { filled, issueKeys } from '../../chat/values.js';
import type { Who } from '../partnerships/rules.js';
import { actOf, type Act } from '../privacy/rules.js';
import { tellForm } from './messages/forms.js';
import { settleOutcome, tellRefusal } from './messages/outcomes.js';
import { askMessage, proposedMessage } from './messages/story.js';
import { StoryContext, StoryPress, StoryValues } from './schema.js';
import type { StoryNeeds } from './use-cases/needs.js';
import { mayPropose, proposeStory } from './use-cases/propose.js';
import { agreeToStory, endStory, undoAgreement, type SettleOutcome } from './use-cases/settle.js';
import { viewAsk } from './use-cases/view.js';

type Settle = (needs: StoryNeeds, act: Act, id: string) => Promise<SettleOutcome>;

/** How stories are reached: **Tell the team**, and the buttons of those who have to agree. */
export function storiesFeature(needs: StoryNeeds): Feature<Who> {
  const settle = (verb: Settle) => async (call: Press, who: Who) =>
    say(settleOutcome(await verb(needs, actOf(needs, call, who), idIn(call))));
  return {
    commands: [],
    presses: {
      'stories.tell': (call, who) => openTellForm(needs, call, who, idIn(call)),
      'stories.agree': settle(agreeToStory),
      'stories.undo': settle(undoAgreement),
      'stories.end': settle(endStory),
    },
    forms: { 'stories.propose': (call, who) => submitStory(needs, call, who) },
  };
}

/** A story with what somebody can do about it, for whoever may agree. */
export const openStory =
  (needs: StoryNeeds) =>
  async ({ member, partnership }: Who, id: string): Promise<Reply> => {
    const view = await viewAsk(needs, partnership.id, id, member.id);
    return say(view ? askMessage(view) : settleOutcome({ kind: 'ended' }));
  };

async function openTellForm(
  needs: StoryNeeds,
  call: Press | Submit,
  who: Who,
  id: string,
  again: Parameters<typeof tellForm>[2] = {},
): Promise<Reply> {
  const may = await mayPropose(needs, actOf(needs, call, who), id);
  if (may.kind !== 'may') return say(tellRefusal(may));
  return { kind: 'form', form: tellForm(may.referral, who, again) };
}

async function submitStory(needs: StoryNeeds, call: Submit, who: Who): Promise<Reply> {
  const id = StoryContext.safeParse(JSON.parse(call.context)).data?.referral ?? '';
  const read = StoryValues.safeParse(filled(call.values));
  if (!read.success) {
    const errors = issueKeys(read.error);
    return openTellForm(needs, call, who, id, { values: call.values, errors });
  }
  const outcome = await proposeStory(needs, actOf(needs, call, who), id, read.data);
  return say(outcome.kind === 'proposed' ? proposedMessage(outcome.story) : tellRefusal(outcome));
}

const idIn = ({ value }: Press): string => StoryPress.safeParse(value).data ?? '';
