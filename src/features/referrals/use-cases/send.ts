import type { Act } from '../../privacy/rules.js';
import { actByFor } from '../../deadlines/rules.js';
import { servicesFor, type Handover, type Service, type ShareLevel } from '../../partnerships/rules.js';
import type { NewReferral, Texts } from '../rules/change.js';
import { DO_NOT_CONTACT } from '../rules/needs.js';
import type { MoveNeeds } from './needs.js';
import {
  maySend,
  maySendOn,
  navigatorsFor,
  partiesOf,
  type AgreementMethod,
  type Priority,
  type Referral,
} from '../rules/referral.js';

/** What the form holds when everything in it is well formed. */
export type SendRequest = {
  serviceId: string;
  issues: readonly string[];
  what: string;
  /** The last day to act, as the person sending knows it; `YYYY-MM-DD`. */
  keyDate: string | null;
  agreed: AgreementMethod;
  share: ShareLevel;
  priority: Priority;
  siteId: string | null;
  navigatorId: string | null;
  access: readonly string[];
  contact: readonly string[];
  contactNote: string | null;
  handover: Handover | null;
  partOfId: string | null;
  /** The consultation it came from. */
  consultationId: string | null;
  /** The sender has seen the warning that something like it was sent this week. */
  seenDuplicate: boolean;
};

export type SendOutcome =
  | { kind: 'sent'; referral: Referral; service: Service }
  | { kind: 'repeated' }
  | { kind: 'may-not-send' }
  /** What it is to follow on from is not this member’s, or is not there. */
  | { kind: 'not-found' }
  | { kind: 'looks-like-duplicate' }
  | { kind: 'wrong'; errors: SendErrors };

export type SendErrors = Partial<
  Record<'service' | 'issues' | 'contact' | 'handover' | 'site' | 'navigator', SendError>
>;
export type SendError =
  | { kind: 'not-offered' }
  | { kind: 'service-unknown' }
  | { kind: 'issue-not-taken'; service: Service; issues: readonly string[] }
  | { kind: 'safe-contact-missing' }
  | { kind: 'handover-not-offered'; service: Service };

const ALIKE_WITHIN_MS = 7 * 24 * 3_600_000;

/** Hands a person over to a service, with their recorded agreement. Refuses, changing nothing, what is not right. */
export async function sendReferral(needs: MoveNeeds, act: Act, request: SendRequest): Promise<SendOutcome> {
  const { member, partnership } = act.who;
  if (!maySend(member)) {
    await needs.store.refused(act, 'referral.send', undefined, 'role');
    return { kind: 'may-not-send' };
  }
  if (!(await mayFollow(needs, act, request.partOfId))) {
    await needs.store.refused(act, 'referral.send', undefined, 'not-found');
    return { kind: 'not-found' };
  }
  const service = partnership.services.find(
    ({ id, status }) => id === request.serviceId && status === 'active',
  );
  const errors = errorsOf(request, service, act);
  if (!service || Object.keys(errors).length > 0) return { kind: 'wrong', errors };

  if (!request.seenDuplicate) {
    const since = new Date(act.at.getTime() - ALIKE_WITHIN_MS);
    const alike = await needs.store.alike(partnership.id, request.siteId, request.issues, since);
    if (alike > 0)
      return { kind: (await needs.store.decided(act.key)) ? 'repeated' : 'looks-like-duplicate' };
  }
  const made = await needs.store.create(draftOf(request, service, act), act);
  return made === 'repeated' ? { kind: 'repeated' } : { kind: 'sent', referral: made, service };
}

function errorsOf(request: SendRequest, service: Service | undefined, { who }: Act): SendErrors {
  const { partnership, member } = who;
  const { issues, contact, handover, siteId, navigatorId } = request;
  const errors: SendErrors = {};
  const isOne = (id: string) => (each: { id: string }) => each.id === id;
  if (siteId !== null && !partnership.sites.some(isOne(siteId))) errors.site = { kind: 'not-offered' };
  if (navigatorId !== null && !navigatorsFor(partnership, member).some(isOne(navigatorId)))
    errors.navigator = { kind: 'not-offered' };
  if (
    partnership.issues.some(({ key, safeContact }) => safeContact && issues.includes(key)) &&
    contact.length === 0
  )
    errors.contact = { kind: 'safe-contact-missing' };

  const known = issues.every((issue) => partnership.issues.some(({ key }) => key === issue));
  if (!known) errors.issues = { kind: 'not-offered' };
  if (!service) return { ...errors, service: { kind: 'service-unknown' } };
  const notTaken = issues.filter((issue) => !servicesFor(partnership, [issue]).includes(service));
  if (known && notTaken.length > 0) errors.issues = { kind: 'issue-not-taken', service, issues: notTaken };
  if (handover !== null && !service.handover.includes(handover))
    errors.handover = { kind: 'handover-not-offered', service };
  return errors;
}

/** Whether this member may send on what it follows on from, if it follows on from anything. */
async function mayFollow(needs: MoveNeeds, { who }: Act, partOfId: string | null): Promise<boolean> {
  if (partOfId === null) return true;
  const before = await needs.store.find(who.partnership.id, { id: partOfId });
  return before !== null && maySendOn(before, partiesOf(before, who.member, who.partnership));
}

function draftOf(request: SendRequest, service: Service, { who: { partnership } }: Act): NewReferral {
  const { what, access, contact, contactNote, agreed, share } = request;
  // One answer rules the others out: nobody is to write to, ring or text this person.
  const safe = contact.includes(DO_NOT_CONTACT) ? [DO_NOT_CONTACT] : contact;
  const texts: Texts = { what, access, contact: safe, contactNote };
  return {
    serviceId: service.id,
    organisationId: service.organisation.id,
    issues: request.issues,
    priority: request.priority,
    nation: partnership.nation,
    keyDate: request.keyDate,
    actBy: request.keyDate && actByFor(request.keyDate, partnership.nation),
    handover: request.handover ?? service.handover[0] ?? 'person-held',
    siteId: request.siteId,
    navigatorId: request.navigatorId,
    partOfId: request.partOfId,
    consultationId: request.consultationId,
    agreed: {
      method: agreed,
      share,
      wordsVersion: partnership.agreement.version,
      organisationName: service.organisation.name,
    },
    texts,
  };
}
