import type { Db } from './types.js';

/** Who did what to which reference, and whether it was allowed. Keys and ids only: no case text, no names. */
export type AuditLine = {
  at: Date;
  action: string;
  result: 'done' | 'refused';
  partnershipId?: string;
  actorId?: string;
  role?: string;
  organisationId?: string;
  platform?: string;
  reference?: string;
  reason?: string;
};

/** Adds a line to the audit trail, in the transaction of what it tells of. The trail is only ever added to. */
export async function audit(tx: Db, line: AuditLine): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "AuditEvent" ("at", "partnershipId", "actorId", "role", "organisationId", "platform", "action",
      "reference", "result", "reason")
    VALUES (${line.at}, ${line.partnershipId ?? null}, ${line.actorId ?? null}, ${line.role ?? null},
      ${line.organisationId ?? null}, ${line.platform ?? null}, ${line.action}, ${line.reference ?? null},
      ${line.result}, ${line.reason ?? null})`;
}
