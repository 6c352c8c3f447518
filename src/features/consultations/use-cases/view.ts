import type { Consultation } from '../rules/consultation.js';
import type { ConsultationView } from '../rules/view.js';
import type { Needs } from './needs.js';

/** Everything that messages about this consultation are made of, as it stands now. Null when it is not there. */
export async function viewConsultation(
  needs: Needs,
  partnershipId: string,
  id: string,
): Promise<ConsultationView | null> {
  const consultation = await needs.store.find(partnershipId, { id });
  return consultation && viewOf(needs, consultation);
}

/** The same for one that was read already. */
export async function viewOf(needs: Needs, consultation: Consultation): Promise<ConsultationView | null> {
  const { store, directory, now } = needs;
  const partnership = directory.partnership(consultation.partnershipId);
  if (!partnership) return null;
  const person = (id: string | null) => (id && directory.memberById(id)) || undefined;
  const asked = await store.asked(consultation);
  return {
    consultation,
    partnership,
    asker: person(consultation.askerId),
    taker: person(consultation.takenById),
    what: asked?.text ?? null,
    now: now(),
  };
}
