import { z } from 'zod';
import type { Button } from '../chat/message.js';
import type { Signer } from '../chat/signing.js';

/** What a form carries: the feature's context, its fields and which of them take several choices, and a name for this one showing, so that it is sent once. */
export type CarriedForm = {
  context: string;
  names: readonly string[];
  many: readonly string[];
  once: string;
};
/** What a button carries, and what is asked before it is carried out. */
export type CarriedPress = { value: string; confirm?: Button['confirm'] };

const Names = z.array(z.string());
const FormJson = z.strictObject({ context: z.string(), names: Names, many: Names, once: z.string() });
const Confirm = z.strictObject({ title: z.string(), text: z.string(), yes: z.string(), no: z.string() });
const PressJson = z.strictObject({ value: z.string(), confirm: Confirm.optional() });

/** Binds what passes through the client to the tenant, and to the channel or the person it was made for. */
export function createSeals(signer: Signer) {
  const button = (tenant: string, where: string, action: string) => ['teams', tenant, where, action];
  const form = (tenant: string, user: string, action: string) => ['teams', tenant, 'form', user, action];
  return {
    sealButton: (tenant: string, where: string, action: string, press: CarriedPress) =>
      signer.sign(button(tenant, where, action), JSON.stringify(press)),
    /** @returns null for a value that was altered, or made for another place or action. */
    openButton(
      tenant: string,
      wheres: readonly string[],
      action: string,
      sealed: string,
    ): CarriedPress | null {
      const opened = wheres.map((where) => signer.verify(button(tenant, where, action), sealed));
      const found = opened.find((each) => each !== null);
      const press = found === undefined ? undefined : PressJson.safeParse(JSON.parse(found)).data;
      return press ? { value: press.value, ...(press.confirm && { confirm: press.confirm }) } : null;
    },
    sealForm: (tenant: string, user: string, action: string, carried: CarriedForm) =>
      signer.sign(form(tenant, user, action), JSON.stringify(carried)),
    /** @returns null for a form that was altered, or made for somebody else. */
    openForm(tenant: string, user: string, action: string, sealed: string): CarriedForm | null {
      const found = signer.verify(form(tenant, user, action), sealed);
      return found === null ? null : (FormJson.safeParse(JSON.parse(found)).data ?? null);
    },
  };
}

export type Seals = ReturnType<typeof createSeals>;

/** Where the buttons that one person alone sees are good. */
export const whereOfUser = (user: string): string => `user:${user}`;
