import type { Address } from '../../chat/place.js';
import type { Directory, Partnership, Service } from '../partnerships/rules.js';
import type { Act } from '../privacy/rules.js';
import { askedFirst, maySet, type Said } from './rules.js';
import type { AskPayload } from './schema.js';

export type CapacityStore = {
  /**
   * Adds a report, with its audit line and the question that will be due. `superseded`: what was to be confirmed is
   * not the newest report any more.
   */
  report(
    service: Service,
    said: Said | { confirms: string },
    act: Act,
  ): Promise<'kept' | 'repeated' | 'superseded'>;
  newest(serviceId: string): Promise<{ id: string; byId: string | null } | null>;
  /** Asks whether a report still holds: once, whatever runs again. */
  ask(due: AskPayload, to: Address, key: string, partnership: Partnership, now: Date): Promise<void>;
  refused(act: Act, service: Service): Promise<void>;
};

export type CapacityNeeds = {
  store: CapacityStore;
  directory: Directory & { refresh(): Promise<void> };
  person: (memberId: string) => Address | null;
  now: () => Date;
};

export type SetOutcome =
  | { kind: 'set' | 'changed-since'; service: Service }
  | { kind: 'not-yours'; service: Service }
  | { kind: 'not-found' };

/** One of the services whose capacity this member may set; for others, why not. */
export async function openForSetting(
  { store }: CapacityNeeds,
  act: Act,
  serviceId: string,
): Promise<
  { kind: 'open'; service: Service } | Extract<SetOutcome, { kind: 'not-yours' } | { kind: 'not-found' }>
> {
  const { member, partnership } = act.who;
  const service = partnership.services.find(({ id }) => id === serviceId);
  if (!service) return { kind: 'not-found' };
  if (maySet(member, service)) return { kind: 'open', service };
  await store.refused(act, service);
  return { kind: 'not-yours', service };
}

/** Says what room a service has. Everybody in the partnership sees it at once. */
export const setCapacity = (
  needs: CapacityNeeds,
  act: Act,
  serviceId: string,
  said: Said,
): Promise<SetOutcome> => report(needs, act, serviceId, said);

/** **Still right**: the newest report counts from now. One that has been replaced since is not confirmed. */
export const confirmCapacity = (
  needs: CapacityNeeds,
  act: Act,
  serviceId: string,
  reportId: string,
): Promise<SetOutcome> => report(needs, act, serviceId, { confirms: reportId });

async function report(
  needs: CapacityNeeds,
  act: Act,
  serviceId: string,
  said: Said | { confirms: string },
): Promise<SetOutcome> {
  const open = await openForSetting(needs, act, serviceId);
  if (open.kind !== 'open') return open;
  const done = await needs.store.report(open.service, said, act);
  await needs.directory.refresh();
  const service = needs.directory.serviceById(serviceId) ?? open.service;
  return { kind: done === 'superseded' ? 'changed-since' : 'set', service };
}

/** A week has passed since a report: whoever leads the service is asked, unless somebody has reported since. */
export async function askWhetherRight(needs: CapacityNeeds, due: AskPayload, key: string): Promise<void> {
  const partnership = needs.directory.partnership(due.partnership);
  const service = partnership?.services.find(({ id }) => id === due.service);
  if (!partnership || service?.status !== 'active') return;
  const newest = await needs.store.newest(service.id);
  if (newest?.id !== due.report) return;
  const [to] = askedFirst(partnership, service, newest.byId).flatMap(({ id }) => needs.person(id) ?? []);
  if (to) await needs.store.ask(due, to, key, partnership, needs.now());
}
