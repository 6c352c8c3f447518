import { z } from 'zod';
import type { Signer } from '../chat/signing.js';

/** What a modal carries in `private_metadata`: the feature's context, and what the form looked like when it was shown. */
export type Carried = { context: string; shape: string; turn: number; names: readonly string[] };

const CarriedJson = z.strictObject({
  c: z.string(),
  s: z.string(),
  t: z.number().int().nonnegative(),
  n: z.array(z.string()),
});

export type Seals = ReturnType<typeof createSeals>;

/** Binds what passes through the client to the workspace, and to the channel or the person it was made for. */
export function createSeals(signer: Signer, team: string) {
  const button = (where: string, action: string) => ['slack', team, where, action];
  const form = (user: string, action: string) => ['slack', team, 'form', user, action];
  return {
    sealButton: (where: string, action: string, value: string) => signer.sign(button(where, action), value),
    /** @returns null for a value that was altered, or made for another place or action. */
    openButton: (where: string, action: string, sealed: string) =>
      signer.verify(button(where, action), sealed),
    sealForm: (user: string, action: string, { context, shape, turn, names }: Carried) =>
      signer.sign(form(user, action), JSON.stringify({ c: context, s: shape, t: turn, n: names })),
    /** @returns null for metadata that was altered, made for somebody else, or made by an older version. */
    openForm(user: string, action: string, sealed: string): Carried | null {
      const value = signer.verify(form(user, action), sealed);
      const carried = value === null ? undefined : CarriedJson.safeParse(JSON.parse(value));
      if (!carried?.success) return null;
      const { c, s, t, n } = carried.data;
      return { context: c, shape: s, turn: t, names: n };
    },
  };
}

/**
 * Where a button is good: in its channel, or for its reader in direct messages, modals and the home page.
 * Direct message channels start with D.
 */
export const whereOf = (channel: string | undefined, user: string): string =>
  channel === undefined || channel.startsWith('D') ? `user:${user}` : channel;
