import { newId } from '../shared/ids.js';
import type { Log } from '../shared/log.js';
import { say, type Call, type Dispatch, type Hear, type Heard, type Reply } from './call.js';
import type { Feature } from './feature.js';
import { sentence, type Message } from './message.js';

/** Who a call comes from: somebody the features know, or the answer for somebody they do not. */
export type Known<Who> = { kind: 'known'; who: Who } | { kind: 'stranger'; message: Message };

type Needs<Who> = {
  features: readonly Feature<Who>[];
  identify: (call: Call | Heard) => Known<Who>;
  /** What the log may say of somebody: ids and roles, no names. */
  describe: (who: Who) => { partnership: string; member: string; role: string };
  /** What to do meanwhile when something broke: the partnership’s phone number, if it is known. */
  meanwhile: (who: Who) => string;
  log: Log;
  nowMs: () => number;
};

/**
 * What stands around every handler, whichever feature's: it may answer itself, change what goes in, and change what
 * comes out. `run` gives undefined when no feature knows the call.
 */
export type Around<Who> = (
  call: Call,
  who: Who,
  run: (call: Call) => Promise<Reply | undefined>,
) => Promise<Reply | undefined>;

/** The one door all platforms knock on, and the one place where a fault in a handler is caught. */
export function createDispatch<Who>(needs: Needs<Who> & { around: Around<Who> }): Dispatch {
  const handlers = tableOf(needs.features);
  const about = describerOf(needs.features);

  return async (call) => {
    const startedMs = needs.nowMs();
    const known = needs.identify(call);
    if (known.kind === 'stranger') {
      needs.log.info({ event: 'call', ...about(call), outcome: 'stranger', ms: needs.nowMs() - startedMs });
      return say(known.message);
    }
    const { who } = known;
    try {
      const reply = await needs.around(call, who, async (settled) => handlers(settled, who));
      const outcome = reply?.kind ?? 'unknown';
      needs.log.info({
        event: 'call',
        ...about(call),
        ...needs.describe(who),
        outcome,
        ms: needs.nowMs() - startedMs,
      });
      return reply ?? say(unknown(call));
    } catch (fault) {
      const errorReference = newId().slice(-8);
      needs.log.error(
        { event: 'call', ...about(call), ...needs.describe(who), outcome: 'fault', errorReference },
        fault,
      );
      return say(
        sentence(
          `Something broke at our end, so this may not have gone through. Try again, or ring ${needs.meanwhile(who)}. Tell us this reference: ${errorReference}.`,
        ),
      );
    }
  };
}

/** The door for what people write to each other. A thread that is no feature's is nobody's business. */
export function createHear<Who>(needs: Needs<Who>): Hear {
  return async (heard) => {
    const startedMs = needs.nowMs();
    const { platform, tenant } = heard.person;
    const about = { event: 'heard', platform, tenant, kind: heard.kind };
    const known = needs.identify(heard);
    if (known.kind === 'stranger') {
      needs.log.info({ ...about, outcome: 'stranger' });
      return known.message;
    }
    try {
      for (const { hear } of needs.features) {
        const word = await hear?.(heard, known.who);
        if (word === undefined) continue;
        const ms = needs.nowMs() - startedMs;
        needs.log.info({ ...about, ...needs.describe(known.who), outcome: word ? 'word' : 'recorded', ms });
        return word;
      }
      return null;
    } catch (fault) {
      const errorReference = newId().slice(-8);
      needs.log.error({ ...about, ...needs.describe(known.who), outcome: 'fault', errorReference }, fault);
      throw fault; // whoever keeps it tries again
    }
  };
}

type Handlers<Who> = (call: Call, who: Who) => Promise<Reply> | undefined;

function tableOf<Who>(features: readonly Feature<Who>[]): Handlers<Who> {
  const words = new Map(features.flatMap((each) => each.commands.map((command) => [command.word, command])));
  const presses = new Map(features.flatMap((each) => Object.entries(each.presses)));
  const forms = new Map(features.flatMap((each) => Object.entries(each.forms)));
  const menu = new Map(features.flatMap((each) => (each.menu ?? []).map((entry) => [entry.action, entry])));
  return (call, who) => {
    switch (call.kind) {
      case 'command':
        return words.get(call.word)?.run(call, who);
      case 'press':
        return presses.get(call.action)?.(call, who);
      case 'submit':
        return forms.get(call.action)?.(call, who);
      case 'picked':
        return menu.get(call.action)?.run(call, who);
    }
  };
}

/** The word itself is not repeated: it may be a name typed by mistake. */
const unknown = (call: Call): Message =>
  sentence(
    call.kind === 'command'
      ? 'I do not know that command. Try “help”.'
      : 'This button is from an older card. Open the newest card, or type “mine”.',
  );

/** What the log may say of a call: a word or an action only if it is one of ours, since any other may be a name. */
function describerOf<Who>(features: readonly Feature<Who>[]) {
  const ours = new Set(
    features.flatMap(({ commands, presses, forms, menu = [] }) => [
      ...commands.map(({ word }) => word),
      ...Object.keys(presses),
      ...Object.keys(forms),
      ...menu.map(({ action }) => action),
    ]),
  );
  const known = (name: string) => (ours.has(name) ? name : null);
  return (call: Call) => {
    const { platform, tenant } = call.person;
    const what = call.kind === 'command' ? { command: known(call.word) } : { action: known(call.action) };
    return { platform, tenant, kind: call.kind, ...what };
  };
}
