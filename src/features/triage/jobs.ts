import type { Compose } from '../../delivery/outbox.js';
import { viewOf } from '../consultations/use-cases/view.js';
import type { Needs as ConsultationNeeds } from '../consultations/use-cases/needs.js';
import { servicesFor } from '../partnerships/rules.js';
import type { ViewNeeds } from '../referrals/use-cases/needs.js';
import { triageList } from './messages.js';

export type TriageNeeds = { consultations: ConsultationNeeds; referrals: ViewNeeds };

/** Everything that waits for one service, whichever feature it belongs to. */
export function triageNotices({ consultations, referrals }: TriageNeeds): ReadonlyMap<string, Compose> {
  const { directory, now } = referrals;
  return new Map([
    [
      'triage.list',
      async ({ partnership: id = '', service: serviceId = '' }) => {
        const partnership = directory.partnership(id);
        const service = directory.serviceById(serviceId);
        if (!partnership || !service) return null;
        const open = await consultations.store.open(id);
        const fitting = open.filter(({ issues }) =>
          issues.some((issue) => servicesFor(partnership, [issue]).some((each) => each.id === serviceId)),
        );
        const views = await Promise.all(fitting.map((each) => viewOf(consultations, each)));
        return triageList({
          partnership,
          service,
          consultations: views.filter((view) => view !== null),
          referrals: await referrals.store.openFor(id, serviceId),
          now: now(),
        });
      },
    ],
  ]);
}
