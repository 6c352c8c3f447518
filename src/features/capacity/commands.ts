import { say, type Press, type Reply, type Submit } from '../../chat/call.js';
import type { Feature } from '../../chat/feature.js';
import { filled, issueKeys } from '../../chat/values.js';
import { dayAt } from '../../shared/days.js';
import type { Who } from '../partnerships/rules.js';
import { actOf } from '../privacy/rules.js';
import { capacityErrors, capacityForm, capacityList, setOutcome } from './messages.js';
import { endOfPause } from './rules.js';
import { CapacityContext, capacityValues, Confirmed } from './schema.js';
import { confirmCapacity, openForSetting, setCapacity, type CapacityNeeds } from './use-cases.js';

/** `capacity`, which anybody may read, and **Set capacity**, **Still right** and **Change it** for a service’s own. */
export function capacityFeature(needs: CapacityNeeds): Feature<Who> {
  return {
    commands: [
      {
        word: 'capacity',
        about: 'Which services have room, and setting your own',
        run: (_call, who) => Promise.resolve(say(capacityList(who, needs.now()))),
      },
    ],
    presses: {
      'capacity.set': (call, who) => openForm(needs, call, who),
      'capacity.still-right': async (call, who) => {
        const [service, report] = Confirmed.safeParse(call.value).data ?? ['', ''];
        const outcome = await confirmCapacity(needs, actOf(needs, call, who), service, report);
        return say(setOutcome(outcome, who.partnership, needs.now()));
      },
    },
    forms: { 'capacity.set': (call, who) => submitForm(needs, call, who) },
  };
}

async function openForm(needs: CapacityNeeds, call: Press, who: Who): Promise<Reply> {
  const now = needs.now();
  const open = await openForSetting(needs, actOf(needs, call, who), call.value);
  if (open.kind !== 'open') return say(setOutcome(open, who.partnership, now));
  return { kind: 'form', form: capacityForm(open.service, who, now) };
}

async function submitForm(needs: CapacityNeeds, call: Submit, who: Who): Promise<Reply> {
  const { partnership } = who;
  const context = CapacityContext.safeParse(JSON.parse(call.context));
  const act = actOf(needs, call, who);
  const open = await openForSetting(needs, act, context.data?.service ?? '');
  if (open.kind !== 'open') return say(setOutcome(open, partnership, act.at));

  const read = capacityValues(dayAt(act.at, partnership.timeZone)).safeParse(filled(call.values));
  if (!read.success) {
    const typed = { values: call.values, errors: capacityErrors(issueKeys(read.error)) };
    return { kind: 'form', form: capacityForm(open.service, who, act.at, typed) };
  }
  const { level, note, pausedUntil: day } = read.data;
  const pausedUntil = day === undefined ? null : endOfPause(day, partnership.timeZone);
  const outcome = await setCapacity(needs, act, open.service.id, { level, note, pausedUntil });
  return say(setOutcome(outcome, partnership, act.at));
}
