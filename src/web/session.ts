import type { Form } from '../chat/form.js';
import type { Message } from '../chat/message.js';
import type { Signer } from '../chat/signing.js';
import { newId } from '../shared/ids.js';

/** Something kept for a later page: an answer that only this person sees, or a form they are filling in. */
export type Kept = { channel: string | null; beside: string | null } & (
  | { kind: 'told'; by: 'corridor' | 'clock'; message: Message }
  /** `key` is the name of the sending, so that the same sheet sent twice is one event. */
  | { kind: 'form'; form: Form; key: string }
);

/**
 * One browser. It lives in memory only: after a restart the pages are the same, a form half filled in is not.
 * `place` is any string that names one place.
 */
export type Session = {
  csrf(user: string): string;
  csrfFits(user: string, given: string): boolean;
  /** @returns the id to recall it by: `id` if given, which replaces what was kept there. */
  keep(user: string, kept: Kept, id?: string): string;
  recall(user: string, id: string): Kept | null;
  unseen(user: string, place: string, ids: readonly string[]): ReadonlySet<string>;
  see(user: string, place: string, ids: readonly string[]): void;
};

export type Sessions = {
  /** Finds the session by its cookie, or starts one; `cookie` is what the browser should hold from now on. */
  open(cookie: string | undefined): { session: Session; cookie: string };
};

const MOST_SESSIONS = 100;
const MOST_KEPT = 50;

/** Sessions by a cookie that only we can have made. The oldest unused ones are forgotten after a hundred. */
export function createSessions(signer: Signer): Sessions {
  const sessions = new Map<string, Session>();
  return {
    open(cookie) {
      const known = cookie === undefined ? null : signer.verify(['web', 'session'], cookie);
      const id = known ?? newId();
      const session = sessions.get(id) ?? createSession(signer, id);
      sessions.delete(id);
      setWithin(sessions, MOST_SESSIONS, id, session);
      return { session, cookie: signer.sign(['web', 'session'], id) };
    },
  };
}

function createSession(signer: Signer, sessionId: string): Session {
  const kept = new Map<string, { user: string; kept: Kept }>();
  const seen = new Map<string, ReadonlySet<string>>();
  const scope = (user: string) => ['web', 'local', 'csrf', sessionId, user];
  return {
    csrf: (user) => signer.sign(scope(user), ''),
    csrfFits: (user, given) => signer.verify(scope(user), given) === '',
    keep(user, what, id = newId()) {
      setWithin(kept, MOST_KEPT, id, { user, kept: what });
      return id;
    },
    recall(user, id) {
      const found = kept.get(id);
      return found?.user === user ? found.kept : null;
    },
    unseen(user, place, ids) {
      const before = seen.get(spot(user, place));
      return new Set(ids.filter((id) => !before?.has(id)));
    },
    see: (user, place, ids) => void seen.set(spot(user, place), new Set(ids)),
  };
}

const spot = (user: string, place: string): string => JSON.stringify([user, place]);

function setWithin<Value>(map: Map<string, Value>, most: number, key: string, value: Value): void {
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > most && oldest !== undefined) map.delete(oldest);
}
