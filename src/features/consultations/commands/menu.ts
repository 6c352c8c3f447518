import type { Picked, Reply } from '../../../chat/call.js';
import type { Feature } from '../../../chat/feature.js';
import type { Who } from '../../partnerships/rules.js';
import { mayRead, type Consultation } from '../rules/consultation.js';
import { viewOf } from '../use-cases/view.js';
import type { CommandNeeds } from './needs.js';
import { openAskForm } from './open.js';

/** A message as its menu finds it: the consultation it belongs to, if this reader may know it, and its words. */
type Found = { consultation: Consultation | null; text: string };

/**
 * What can be done with any message, wherever it stands. One that belongs to a consultation brings its issue, nation
 * and link along; any other is only text.
 */
export function consultationMenu(needs: CommandNeeds): NonNullable<Feature<Who>['menu']> {
  const entry =
    (then: (found: Found, who: Who) => Reply | Promise<Reply>) =>
    async (call: Picked, who: Who): Promise<Reply> =>
      then(await find(needs, call, who), who);

  return [
    {
      action: 'consultations.consult-on',
      label: 'Consult on this',
      about: 'Ask the advisers about what this message says',
      run: entry(({ consultation, text }, who) => {
        const known = consultation && { issues: consultation.issues, nation: consultation.nation };
        const more = consultation && { follows: consultation.id };
        return openAskForm(who, { ...known, ...(text && { what: text }) }, { ...more });
      }),
    },
    {
      action: 'consultations.refer-from',
      label: 'Refer from this',
      about: 'Hand over a referral, with this filled in',
      run: entry(async ({ consultation, text }, who) => {
        const view = consultation && (await viewOf(needs, consultation));
        return needs.refer(who, { consultation, what: view?.what ?? text });
      }),
    },
    {
      action: 'consultations.save-from',
      label: 'Save as card',
      about: 'Keep this answer for the next time (advisers)',
      run: entry((found, who) => needs.saveCard(who, found)),
    },
  ];
}

async function find(
  needs: CommandNeeds,
  { place, messageId, text }: Picked,
  { member }: Who,
): Promise<Found> {
  const found = place && (await needs.store.about(place, messageId));
  if (!found || found.consultation.state === 'withdrawn' || !mayRead(found.consultation, member))
    return { consultation: null, text };
  return { consultation: found.consultation, text: found.written?.text ?? text };
}
