import { beforeEach, describe, expect, it } from 'vitest';
import { say, type Call, type Heard, type Reply } from '../src/chat/call.js';
import { createDispatch, createHear } from '../src/chat/dispatch.js';
import type { Feature } from '../src/chat/feature.js';
import { sentence } from '../src/chat/message.js';
import { createLog } from '../src/shared/log.js';
import { messageOf } from './support/corridor.js';

type Someone = { name: string };
const person = { platform: 'web', tenant: 'local', user: 'nadia' } as const;
const base = { key: 'k', person, place: null } as const;
const press = (action: string): Call => ({ ...base, kind: 'press', action, value: 'v' });
const command = (word: string): Call => ({ ...base, kind: 'command', word, text: 'Jade, 07700 900123' });
const submit = (action: string): Call => ({
  ...base,
  kind: 'submit',
  action,
  context: '{}',
  values: { what: 'Jade' },
});
const heard: Heard = { key: 'k', person, place: { platform: 'web', tenant: 'local', channel: 'c' }, messageId: '1', removed: [], kind: 'said', text: 'Jade', under: '0' }; // prettier-ignore

let lines: string[] = [];
let asked: string[] = [];
beforeEach(() => {
  lines = [];
  asked = [];
});

const answer = (name: string) => async (_call: unknown, who: Someone) => {
  asked.push(`${name} for ${who.name}`);
  return say(sentence(name));
};
const cases: Feature<Someone> = {
  commands: [{ word: 'mine', about: '', run: answer('mine') }],
  presses: {
    'cases.take': answer('take'),
    'cases.break': async () => {
      throw new TypeError('Jade Smith, 07700 900123');
    },
  },
  forms: { 'cases.send': answer('send') },
};

function needs(features: readonly Feature<Someone>[], known = true) {
  return {
    features,
    identify: () =>
      known ? ({ kind: 'known', who: { name: 'Nadia' } } as const) : ({ kind: 'stranger', message: sentence('Who are you?') } as const),
    describe: () => ({ partnership: 'p', member: 'm', role: 'midwife' }),
    meanwhile: () => '0151 496 0130',
    log: createLog((line) => lines.push(line), () => new Date('2026-11-24T10:00:00Z')),
    nowMs: () => 0,
    around: (call: Call, _who: Someone, run: (call: Call) => Promise<Reply | undefined>) => run(call),
  };
} // prettier-ignore
const dispatch = createDispatch(needs([cases]));
const summary = async (call: Call) => messageOf(await dispatch(call)).summary;
const logged = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>);

describe('a call', () => {
  it.each([
    [command('mine'), 'mine'],
    [press('cases.take'), 'take'],
    [submit('cases.send'), 'send'],
  ])('reaches what it names, under the name of who calls: %#', async (call, name) => {
    expect(await summary(call)).toBe(name);
    expect(asked).toEqual([`${name} for Nadia`]);
    expect(logged()).toMatchObject([{ event: 'call', outcome: 'message', partnership: 'p', member: 'm', role: 'midwife' }]);
  }); // prettier-ignore

  it('of somebody unknown reaches nothing, and is answered so', async () => {
    const stranger = createDispatch(needs([cases], false));
    for (const call of [command('mine'), press('cases.take'), submit('cases.send')])
      expect(messageOf(await stranger(call)).summary).toBe('Who are you?');
    expect(asked).toEqual([]);
    expect(logged().map(({ outcome }) => outcome)).toEqual(['stranger', 'stranger', 'stranger']);
  });

  it.each(['jade', 'Jade', 'constructor', '__proto__', 'toString', ''])(
    'with the word %j is not known, and the word is neither repeated nor logged',
    async (word) => {
      expect(await summary(command(word))).toBe('I do not know that command. Try “help”.');
      expect(logged()).toMatchObject([{ outcome: 'unknown', command: null }]);
      if (word) expect(lines.join()).not.toContain(word);
    },
  );

  it.each(['cases.gone', 'constructor', '__proto__', 'Jade Smith'])('of the button %j is from an older card', async (action) => {
    for (const call of [press(action), submit(action)]) expect(await summary(call)).toContain('from an older card');
    expect(lines.join()).not.toContain(action);
  }); // prettier-ignore

  it('that breaks is answered with a reference, a number to ring, and no detail, and logged without what was typed', async () => {
    const text = await summary(press('cases.break'));
    const reference = /Tell us this reference: ([0-9a-f]{8})\.$/.exec(text)?.[1];
    expect(text).toContain('Something broke at our end');
    expect(text).toContain('ring 0151 496 0130');
    expect(logged()).toMatchObject([{ level: 'error', outcome: 'fault', error: 'TypeError', errorReference: reference }]);
    expect(`${text}${lines.join()}`).not.toMatch(/Jade|07700/);
  }); // prettier-ignore

  it('is never logged with what was typed, chosen or pressed', async () => {
    for (const call of [command('mine'), press('cases.take'), submit('cases.send'), command('jade')]) await dispatch(call);
    expect(lines.join()).not.toMatch(/Jade|jade|07700|"v"/);
  }); // prettier-ignore
});

describe('what people write to each other', () => {
  const hearing = (word: Awaited<ReturnType<NonNullable<Feature<Someone>['hear']>>>): Feature<Someone> => ({
    ...{ commands: [], presses: {}, forms: {} },
    hear: async () => word,
  });

  it('is heard by the first feature whose message it is about', async () => {
    expect(await createHear(needs([cases, hearing(undefined), hearing(sentence('A word')), hearing(sentence('No'))]))(heard)).toEqual(sentence('A word'));
    expect(await createHear(needs([hearing(null), hearing(sentence('No'))]))(heard)).toBeNull();
  }); // prettier-ignore

  it('is nobody’s business where no feature knows it', async () => {
    expect(await createHear(needs([cases, hearing(undefined)]))(heard)).toBeNull();
  });

  it('by somebody unknown is not heard', async () => {
    expect(await createHear(needs([hearing(sentence('A word'))], false))(heard)).toEqual(
      sentence('Who are you?'),
    );
  });

  it('that breaks something is logged without a word of it, and tried again by whoever keeps it', async () => {
    const breaking: Feature<Someone> = { ...hearing(null), hear: () => Promise.reject(new Error('Jade')) };
    await expect(createHear(needs([breaking]))(heard)).rejects.toThrow('Jade');
    expect(logged()).toMatchObject([{ level: 'error', event: 'heard', outcome: 'fault' }]);
    expect(lines.join()).not.toContain('Jade');
  });
});
