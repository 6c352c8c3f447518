import type { Act } from '../../privacy/rules.js';
import { actByFor } from '../../deadlines/rules.js';
import { servicesFor, type Handover, type Service, type ShareLevel } from '../../partnerships/rules.js';
import type { NewReferral, Texts } from '../rules/change.js';
import { DO_NOT_CONTACT } from '../rules/needs.js';
import type { MoveNeeds } from './needs.js';
import { maySend, type AgreementMethod, type Priority, type Referral } from '../rules/referral.js';

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
  /** The sender has seen the warning that something like it was sent this week. */
  seenDuplicate: boolean;
};

export type SendOutcome =
  | { kind: 'sent'; referral: Referral; service: Service }
  | { kind: 'repeated' }
  | { kind: 'may-not-send' }
  | { kind: 'looks-like-duplicate' }
  | { kind: 'wrong'; errors: SendErrors };

export type SendErrors = Partial<Record<'service' | 'issues' | 'contact' | 'handover', SendError>>;
export type SendError =
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
  const service = partnership.services.find(
    ({ id, status }) => id === request.serviceId && status === 'active',
  );
  const errors = errorsOf(request, service, act);
  if (!service || Object.keys(errors).length > 0) return { kind: 'wrong', errors };

  if (!request.seenDuplicate) {
    const since = new Date(act.at.getTime() - ALIKE_WITHIN_MS);
    const alike = await needs.store.alike(partnership.id, request.siteId, request.issues, since);
    if (alike > 0) return { kind: 'looks-like-duplicate' };
  }
  const made = await needs.store.create(draftOf(request, service, act), act);
  return made === 'repeated' ? { kind: 'repeated' } : { kind: 'sent', referral: made, service };
}

function errorsOf(request: SendRequest, service: Service | undefined, { who }: Act): SendErrors {
  if (!service) return { service: { kind: 'service-unknown' } };
  const errors: SendErrors = {};
  const notTaken = request.issues.filter((issue) => !servicesFor(who.partnership, [issue]).includes(service));
  if (notTaken.length > 0) errors.issues = { kind: 'issue-not-taken', service, issues: notTaken };
  const asksContact = who.partnership.issues.some(
    ({ key, safeContact }) => safeContact && request.issues.includes(key),
  );
  if (asksContact && request.contact.length === 0) errors.contact = { kind: 'safe-contact-missing' };
  if (request.handover !== null && !service.handover.includes(request.handover))
    errors.handover = { kind: 'handover-not-offered', service };
  return errors;
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
    agreed: {
      method: agreed,
      share,
      wordsVersion: partnership.agreement.version,
      organisationName: service.organisation.name,
    },
    texts,
  };
}
