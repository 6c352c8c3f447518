import { say, type Press, type Reply } from '../../chat/call.js';
import type { Feature } from '../../chat/feature.js';
import type { Who } from '../partnerships/rules.js';
import { actOf } from '../privacy/rules.js';
import { decidedLine, decidedOutcome, lines, undeliveredList, undeliveredOne, usage } from './messages.js';
import { LetterId } from './schema.js';
import {
  decideAtTerminal,
  decideUndelivered,
  listUndelivered,
  type Decision,
  type UndeliveredNeeds,
} from './use-cases.js';

/** `undelivered`: what could not be delivered, for administrators, and **Try again** and **Let it go** for each. */
export function undeliveredFeature(needs: UndeliveredNeeds): Feature<Who> {
  const decide = (decision: Decision) => async (call: Press, who: Who) => {
    const id = LetterId.safeParse(call.value).data ?? '';
    return say(decidedOutcome(await decideUndelivered(needs, actOf(needs, call, who), id, decision)));
  };
  return {
    commands: [
      {
        word: 'undelivered',
        about: 'What could not be delivered, for administrators',
        run: async (call, who) =>
          say(undeliveredList(await listUndelivered(needs, actOf(needs, call, who)), who.partnership)),
      },
    ],
    presses: {
      'undelivered.open': (call, who) => openOne(needs, call, who),
      'undelivered.retry': decide('retry'),
      'undelivered.drop': decide('drop'),
    },
    forms: {},
  };
}

async function openOne(needs: UndeliveredNeeds, call: Press, who: Who): Promise<Reply> {
  const outcome = await listUndelivered(needs, actOf(needs, call, who));
  if (outcome.kind === 'not-administrator') return say(decidedOutcome(outcome));
  const letter = outcome.letters.find(({ id }) => id === call.value);
  return say(letter ? undeliveredOne(letter, who.partnership) : decidedOutcome({ kind: 'gone' }));
}

export type TerminalNeeds = {
  open(): Promise<{ needs: UndeliveredNeeds; close(): Promise<void> }>;
  newKey(): string;
  print(line: string): void;
  printError(line: string): void;
};

/**
 * `delivery list`, `delivery retry ID` and `delivery drop ID`.
 * @returns the exit code: 0 done, 1 not done, 2 not understood
 * @throws DatabaseRefused when the database cannot be opened, such as by a second process
 */
export async function runDeliveryCommand(
  [word, id, ...rest]: readonly string[],
  { open, newKey, print, printError }: TerminalNeeds,
): Promise<number> {
  const named = LetterId.safeParse(id).success;
  const understood = word === 'list' ? id === undefined : (word === 'retry' || word === 'drop') && named;
  if (!understood || rest.length > 0) {
    usage().forEach(word === 'help' ? print : printError);
    return word === 'help' ? 0 : 2;
  }
  const { needs, close } = await open();
  try {
    if (word === 'list') {
      lines(await needs.store.list()).forEach(print);
      return 0;
    }
    const operator = { key: newKey(), at: needs.now() };
    const outcome = await decideAtTerminal(needs, operator, id ?? '', word as Decision);
    (outcome.kind === 'decided' ? print : printError)(decidedLine(outcome));
    return outcome.kind === 'decided' ? 0 : 1;
  } finally {
    await close();
  }
}
