import type { Database, Db } from '../../database/types.js';
import { audit } from '../../database/audit.js';
import { once } from '../../delivery/inbox.js';
import { plan } from '../../delivery/jobs.js';
import { tell } from '../../delivery/outbox.js';
import type { Address } from '../../chat/place.js';
import { nextWorkingMoment, type WorkingTime } from '../deadlines/rules.js';
import { actorOf, type Act } from '../privacy/rules.js';
import type { Referral } from '../referrals/rules/referral.js';
import { askAt, cadenceFor, mayAsk } from './rules/cadence.js';

const ASK_JOB = 'outcomes.ask';

/** The follow-up store: asks that are due later, and the asks themselves. */
export function createOutcomeStore({ database }: { database: Database }) {
  return {
    /** Plans the first ask when a referral has just been accepted, in the same transaction. */
    planFirst: async (tx: Db, referral: Referral, act: Act): Promise<void> => {
      const justAccepted =
        referral.state === 'accepted' && referral.acceptedAt?.getTime() === act.at.getTime();
      if (!justAccepted) return;
      const cadence = cadenceFor(referral.issues);
      await planAsk(tx, referral, 1, askAt(act.at, 1, cadence, act.who.partnership), act.at, '1');
    },

    /** Asks, and plans to ask again, whole or not at all. */
    ask: (referral: Referral, to: Address, nth: number, key: string, time: WorkingTime, now: Date) =>
      database.transaction(async (tx) => {
        if (!(await once(tx, key, now))) return;
        await tell(
          tx,
          {
            key: `outcome-ask:${referral.id}:${key}`,
            // Each ask is a message of its own: an edit of the last one would be seen by nobody.
            subject: `outcome-ask:${referral.id}:${key}`,
            to,
            notice: ASK_JOB,
            payload: { partnership: referral.partnershipId, referral: referral.id },
            thread: `outcome-ask:${referral.id}`,
            notBefore: nextWorkingMoment(now, time), // it may have been due while nothing ran
          },
          now,
        );
        const cadence = cadenceFor(referral.issues);
        if (!mayAsk(nth + 1, cadence)) return;
        await planAsk(tx, referral, nth + 1, askAt(now, nth + 1, cadence, time), now, key);
      }),

    /** Puts the next ask off: what was planned waits until then. After the last one, it is asked once more. */
    postpone: (referral: Referral, until: Date, act: Act): Promise<boolean> =>
      database.transaction(async (tx) => {
        if (!(await once(tx, act.key, act.at))) return false;
        const planned = await tx.job.findFirst({
          where: { name: ASK_JOB, state: 'pending', key: { startsWith: `outcome-ask:${referral.id}:` } },
        });
        if (planned) await tx.job.update({ where: { id: planned.id }, data: { dueAt: until } });
        else await planAsk(tx, referral, 1 + cadenceFor(referral.issues).repeats, until, act.at, act.key);
        await audit(tx, {
          ...actorOf(act),
          action: 'outcome.not-yet',
          result: 'done',
          reference: referral.reference,
        });
        return true;
      }),
  };
}

/** Plans the `nth` ask. The same `cause` plans it once. */
const planAsk = (
  tx: Db,
  { id, partnershipId }: Referral,
  nth: number,
  dueAt: Date,
  now: Date,
  cause: string,
) =>
  plan(
    tx,
    {
      key: `outcome-ask:${id}:${nth}:${cause}`,
      name: ASK_JOB,
      payload: { partnership: partnershipId, referral: id, nth: String(nth) },
      dueAt,
    },
    now,
  );
