import type { Act } from '../../privacy/rules.js';
import type { Consultation } from '../rules/consultation.js';
import { mayRewrite } from '../rules/talk.js';
import type { Needs, WrittenIn } from './needs.js';

export type RewriteOutcome =
  | { kind: 'edited'; consultation: Consultation }
  | { kind: 'deleted'; consultation: Consultation }
  | { kind: 'repeated' }
  /** The same for what is somebody else's, is gone, or never was. */
  | { kind: 'not-found' };

/** Lets whoever wrote something change it, or delete it (`text` is null). Every copy of it follows. */
export async function rewrite(
  needs: Needs,
  act: Act,
  found: WrittenIn | null,
  text: string | null,
): Promise<RewriteOutcome> {
  if (!found || !mayRewrite(found, act.who.member)) return { kind: 'not-found' };
  const { consultation, written } = found;
  const done = await needs.store.rewrite(consultation, written.id, text, act);
  if (!done) return { kind: 'repeated' };
  return { kind: text === null ? 'deleted' : 'edited', consultation };
}
