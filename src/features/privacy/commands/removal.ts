import { say, type Picked, type Press, type Reply, type Submit } from '../../../chat/call.js';
import type { Feature } from '../../../chat/feature.js';
import { fieldErrors } from '../../../chat/field-errors.js';
import { notFound } from '../../../chat/message.js';
import { filled, issueKeys } from '../../../chat/values.js';
import type { Directory, Who } from '../../partnerships/rules.js';
import { chooseOne, droppedUnread, notOurs, removalOutcome, removeForm } from '../messages/removal.js';
import { againButton, againForm, writtenAgain } from '../messages/told.js';
import { actOf } from '../rules.js';
import { partOf, type Held } from '../rules/held.js';
import {
  AgainContext,
  AgainValues,
  MOST_AGAIN,
  RemoveContext,
  RemoveValues,
  TextId,
} from '../schema/removal.js';
import { likelyKind, openAgain, removeTexts, writeAgain, type RemovalNeeds } from '../use-cases/removal.js';

type Needs = RemovalNeeds & { directory: Directory };

/** **Identifies someone**: in the menu of every message, and on cards; and writing again what was removed. */
export const removalFeature = (needs: Needs): Feature<Who> => ({
  commands: [],
  menu: [
    {
      action: 'privacy.identifies',
      label: 'Identifies someone',
      about: 'Remove this everywhere, because it could identify somebody',
      run: (call, who) => picked(needs, call, who),
    },
  ],
  presses: {
    'privacy.identifies': (call, who) => pressed(needs, call, who),
    'privacy.again': async ({ value }, who) => {
      const held = await openAgain(needs, who, TextId.safeParse(value).data ?? '');
      return held ? { kind: 'form', form: againForm({ held, max: MOST_AGAIN }) } : say(notFound());
    },
  },
  forms: {
    'privacy.remove': (call, who) => remove(needs, call, who),
    'privacy.write-again': (call, who) => again(needs, call, who),
  },
});

async function picked(needs: Needs, call: Picked, who: Who): Promise<Reply> {
  const { held, waiting } = await needs.store.seen(who, call);
  const { platform } = call.person;
  if (held.length > 0) return ask(needs, held, who);
  if (waiting && (await needs.store.drop(call.messageId, actOf(needs, call, who))))
    return say(droppedUnread(platform));
  return say(notOurs(platform));
}

async function pressed(needs: Needs, { value }: Press, who: Who): Promise<Reply> {
  const held = await needs.store.find(who, TextId.safeParse(value).data ?? '');
  return held.length > 0 ? ask(needs, held, who) : say(notFound());
}

/** Nothing goes before it is asked about: nobody can bring it back. */
function ask({ directory }: Needs, held: readonly Held[], { member }: Who): Reply {
  const here = held.filter(({ text }) => text !== null);
  if (here.length === 0) return say(removalOutcome({ kind: 'gone', held }, directory));
  return { kind: 'form', form: removeForm({ held: here, member, likely: likelyKind(here), directory }) };
}

async function remove(needs: Needs, call: Submit, who: Who): Promise<Reply> {
  const { of, all } = RemoveContext.parse(JSON.parse(call.context));
  const { texts, kind } = RemoveValues.parse(filled(call.values));
  const held = await needs.store.find(who, of);
  const chosen = held.filter((each) => all || texts.includes(partOf(each)));
  if (held.length > 0 && chosen.length === 0) {
    const asked = ask(needs, held, who);
    return asked.kind === 'form' ? { kind: 'form', form: chooseOne(asked.form) } : asked;
  }
  const outcome = await removeTexts(needs, actOf(needs, call, who), chosen, kind);
  const message = removalOutcome(outcome, needs.directory);
  const own = outcome.kind === 'done' ? outcome.removed.filter(({ authorId }) => authorId === who.member.id) : [];
  const buttons = own.map(({ id, kind: what }) => againButton({ id, what })).slice(0, 1);
  return say(buttons.length > 0 ? { ...message, parts: [...message.parts, { kind: 'buttons', buttons }] } : message);
} // prettier-ignore

async function again(needs: Needs, call: Submit, who: Who): Promise<Reply> {
  const id = AgainContext.parse(JSON.parse(call.context)).text;
  const read = AgainValues.safeParse(filled(call.values));
  if (!read.success) {
    const held = await openAgain(needs, who, id);
    const errors = fieldErrors(issueKeys(read.error));
    return held ? { kind: 'form', form: againForm({ held, max: MOST_AGAIN, errors }) } : say(notFound());
  }
  const outcome = await writeAgain(needs, actOf(needs, call, who), id, read.data.text);
  if (outcome.kind === 'written') return say(writtenAgain(outcome.held));
  return say(outcome.kind === 'repeated' ? removalOutcome(outcome, needs.directory) : notFound());
}
