import type { Db } from '../../../database/types.js';
import { addressOf, tell } from '../../../delivery/outbox.js';
import type { Act } from '../../privacy/rules.js';

type Story = { id: string; partnershipId: string; postedAt: Date | null };

/** Says every digest and every month's card again that quotes a story whose words have just been erased. */
export async function sayWithout(tx: Db, { id, partnershipId, postedAt }: Story, act: Act): Promise<void> {
  if (postedAt === null) return;
  const runs = await tx.digestRun.findMany({
    where: { partnershipId, ranAt: { gte: postedAt } },
    select: { id: true, counts: true },
  });
  const quoting = runs.filter(({ counts }) => (counts as { story?: string | null }).story === id);
  const subjects = quoting.flatMap((run) => [
    `digest:${run.id}`,
    `ward-card:${run.id}`,
    `ward-post:${run.id}`,
  ]);
  const posted = await tx.posted.findMany({ where: { subject: { in: subjects }, removedAt: null } });
  for (const { subject, notice, payload, ...row } of posted) {
    const to = addressOf(row);
    const key = `${subject}:${to.platform}:${to.to === 'channel' ? to.channel : to.user}:${act.key}`;
    const again = { key, subject, to, notice, payload: payload as Record<string, string>, thread: subject };
    await tell(tx, again, act.at);
  }
}
