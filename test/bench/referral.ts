import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Call, Reply } from '../../src/chat/call.js';
import { connect } from '../../src/database/connect.js';
import { keyringFrom } from '../../src/database/keyring.js';
import type { Database } from '../../src/database/types.js';
import { packed } from '../../src/features/privacy/schema.js';
import { createProgram } from '../../src/main/program.js';
import { newId } from '../../src/shared/ids.js';
import { createLog } from '../../src/shared/log.js';
import { samplePartnership, type Sample } from '../support/partnership.js';
import { TEST_CONFIG } from '../support/settings.js';

const ROUNDS = 400;
const WARM_UP = 100;

/** A submitted referral, from the call to its answer, beside the same rows written by Prisma in one transaction. */
export async function benchReferral(print: (line: string) => void, url: string | undefined): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'corridor-bench-'));
  const database = await connect({ url, folder });
  const sample = await samplePartnership(database);
  const submit = await submitter(database, sample);
  const bare = bareWriter(database, sample);
  for (let round = 0; round < WARM_UP; round += 1) {
    await submit();
    await bare();
  }
  const [ours, theirs] = [await cpuOf(submit), await cpuOf(bare)];
  print(`a submitted referral on ${database.provider}, ${ROUNDS} rounds`);
  print(
    `  CPU                Corridor ${ours.toFixed(2)} ms, the same rows by bare Prisma ${theirs.toFixed(2)} ms: ${(ours / theirs).toFixed(2)}× (aim 1.5×)`,
  );
  await database.close();
  rmSync(folder, { recursive: true });
}

async function cpuOf(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  for (let round = 0; round < ROUNDS; round += 1) await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / ROUNDS;
}

/** Submits the referral form through dispatch, as a platform room does. What is to be said waits in the outbox. */
async function submitter(database: Database, sample: Sample): Promise<() => Promise<void>> {
  const keyring = keyringFrom(`bench:${randomBytes(32).toString('base64')}`);
  const clock = { now: () => new Date() };
  const log = createLog(() => {}, clock.now);
  const program = await createProgram({
    config: TEST_CONFIG,
    ...{ keyring, database, clock, log },
    directory: sample.directory,
  });
  await program.worker.stop(); // sending is measured elsewhere
  const service = sample.partnership.services[0]?.id ?? '';
  return async () => {
    const call: Call = {
      key: newId(),
      person: { platform: 'web', tenant: 'local', user: 'nadia' },
      place: null,
      kind: 'submit',
      action: 'referrals.send',
      context: packed({
        ...{ context: JSON.stringify({ seenDuplicate: true }), kept: [], rest: undefined, print: undefined },
        boxes: [{ name: 'what', label: 'What', lines: 'many', max: 3_000, required: true }],
      }),
      values: {
        service,
        issues: ['maternity'],
        what: 'Taken off the rota a week after she announced her pregnancy. No reason given.',
        keyDate: '2027-02-23',
        agreed: 'spoken',
        share: 'status',
        priority: 'routine',
      },
    };
    const reply: Reply = await program.dispatch(call);
    if (reply.kind !== 'message' || !reply.message.summary.endsWith('sent')) throw new Error('not sent');
  };
}

/** The same rows, with nothing decided, screened, sealed or composed. */
function bareWriter({ transaction }: Database, { partnership, member }: Sample): () => Promise<void> {
  const nadia = member('nadia');
  const service = partnership.services[0];
  const sealed = 'v1.bench.'.padEnd(160, 'x');
  return () =>
    transaction(async (tx) => {
      const at = new Date();
      await tx.inbox.create({ data: { key: newId(), source: 'call', state: 'done', receivedAt: at, doneAt: at } });
      const agreement = { party: 'sender', method: 'spoken', wordsVersion: '1', organisations: ['x'], byId: nadia.id, at };
      const by = { byId: nadia.id, at };
      const { id } = await tx.referral.create({
        data: {
          id: newId(), partnershipId: partnership.id, reference: newId(), state: 'requested', serviceId: service?.id ?? '',
          organisationId: service?.organisation.id ?? '', senderId: nadia.id, senderOrganisationId: nadia.organisation.id,
          issues: ['maternity'], priority: 'routine', nation: 'E', keyDate: '2027-02-23', actBy: '2027-02-16',
          handover: 'secure-email', sentAt: at, changedAt: at,
        },
      });
      await tx.referralText.create({ data: { id: newId(), referralId: id, kind: 'what', sealed, ...by } });
      await tx.referralText.create({ data: { id: newId(), referralId: id, kind: 'needs', sealed, ...by } });
      await tx.referralEvent.create({ data: { id: newId(), referralId: id, kind: 'sent', from: 'draft', to: 'requested', ...by } });
      await tx.agreement.create({ data: { id: newId(), referralId: id, kind: 'refer', ...agreement } });
      await tx.agreement.create({ data: { id: newId(), referralId: id, kind: 'feedback', level: 'status', ...agreement } });
      await tx.auditEvent.create({ data: { at, partnershipId: partnership.id, actorId: nadia.id, role: nadia.role, organisationId: nadia.organisation.id, platform: 'web', action: 'referral.sent', reference: id, result: 'done' } });
      for (const notice of ['referrals.card', 'triage.list', 'referrals.status'])
        await tx.outbox.create({
          data: {
            id: newId(), key: newId(), kind: 'show', subject: id, platform: 'web', tenant: 'local', toKind: 'channel',
            toId: 'x', threadKey: id, notice, payload: { referral: id, partnership: partnership.id }, state: 'pending',
            leaseUntil: at, notBefore: at, createdAt: at,
          },
        });
    });
} // prettier-ignore
