import type { Message } from '../../src/chat/message.js';
import type { Address } from '../../src/chat/place.js';
import type { PlatformDoor } from '../../src/chat/platform.js';
import { createGate } from '../support/gate.js';

export type Said = {
  id: string;
  to: Address;
  marker: string;
  under: string | null;
  message: Message;
  edits: number;
};

type Method = 'say' | 'change' | 'find';

/** What goes wrong with one call: what is thrown, if anything, after or before it was carried out. */
export type Trouble = {
  applied: boolean;
  throws?: Error;
  /** The call waits here, after it was carried out if `applied`. */
  until?: () => Promise<void>;
};

/**
 * A platform in memory: what was said, in order, and every call that was made. Calls fail as they are told to, those
 * of one kind in the order in which that was said.
 */
export function createFakeDoor() {
  const said: Said[] = [];
  const calls: Method[] = [];
  const troubles = new Map<Method, Trouble[]>();
  let readable = true;

  async function carryOut<T>(method: Method, apply: () => T): Promise<T> {
    calls.push(method);
    const trouble = troubles.get(method)?.shift();
    const result = trouble?.applied === false ? null : { value: apply() };
    await trouble?.until?.();
    if (trouble?.throws) throw trouble.throws;
    return result ? result.value : apply();
  }

  const door: PlatformDoor = {
    say: (to, message, { marker, under }) =>
      carryOut('say', () => {
        const id = `m${said.length + 1}`;
        said.push({ id, to, marker, under, message, edits: 0 });
        return id;
      }),
    change: (_to, messageId, message) =>
      carryOut('change', () => {
        const found = said.find(({ id }) => id === messageId);
        if (!found) throw new Error('there is no such message');
        Object.assign(found, { message, edits: found.edits + 1 });
      }),
    remove: () => Promise.reject(new Error('nothing is removed in these tests')),
    find: (_to, marker) =>
      carryOut('find', () =>
        readable ? (said.find((each) => each.marker === marker)?.id ?? null) : 'unreadable',
      ),
  };

  return {
    door,
    said,
    calls,
    /** The summaries of what stands there now, in the order in which it was said. */
    texts: (): string[] => said.map(({ message }) => message.summary),
    count: (method: Method): number => calls.filter((each) => each === method).length,
    /** The next calls of this kind fail so. */
    next: (method: Method, ...more: Trouble[]): void =>
      void troubles.set(method, [...(troubles.get(method) ?? []), ...more]),
    /** No call fails from now on, whatever was said before. */
    calm: () => troubles.clear(),
    /** The very next call of this kind waits until the gate is opened, then throws what is given, if anything. */
    hold(method: Method, applied: boolean, throws?: Error) {
      const gate = createGate();
      const arrival = createGate();
      const until = () => {
        arrival.open();
        return gate.passed;
      };
      const trouble = { applied, until, ...(throws && { throws }) };
      troubles.set(method, [trouble, ...(troubles.get(method) ?? [])]);
      const withdraw = () =>
        void troubles.set(method, troubles.get(method)?.filter((each) => each !== trouble) ?? []);
      return { reached: arrival.passed, open: gate.open, withdraw };
    },
    /** From now on its history cannot be read. */
    closeHistory: () => void (readable = false),
  };
}
