import { say, type Command, type Reply } from '../../../chat/call.js';
import type { Who } from '../../partnerships/rules.js';
import { actOf } from '../../privacy/rules.js';
import { isSettled } from '../../privacy/use-cases.js';
import { logForm } from '../messages/forms.js';
import { loggedInOneLine } from '../messages/logged.js';
import { readLogLine, type LogLine } from '../rules/log-line.js';
import { LogValues } from '../schema.js';
import { logConsultation } from '../use-cases/ask.js';
import type { Needs } from '../use-cases/needs.js';

/** How one ended that was logged in one line, until somebody taps another result. */
const USUAL_RESULT = 'answered-no-referral';

/**
 * `consult log housing: what was asked and said`, logged at once. What the line leaves open, or what could point to a
 * person, opens the form with everything else filled in.
 */
export async function logInOneLine(needs: Needs, call: Command, who: Who, line: string): Promise<Reply> {
  if (line === '') return openLogForm(who);
  const read = readLogLine(line, who.partnership.issues);
  if (read.missing !== 'nothing') return formFor(who, read, read.missing);
  const { source, issues, what } = read;
  const values = { source, issues, what, nation: who.partnership.nation, result: USUAL_RESULT };
  const checked = LogValues.safeParse(values);
  if (!checked.success) return formFor(who, read, 'too-long');
  if (!isSettled({ what })) return formFor(who, read, 'identifiers');
  const { nation, priority } = checked.data;
  const request = { issues, what, nation, priority, eventDate: null, followsId: null };
  const outcome = await logConsultation(needs, actOf(needs, call, who), request, source, USUAL_RESULT);
  return say(loggedInOneLine(outcome, who.partnership));
}

/** Opens the form for one that happened by phone, e-mail or in a corridor. */
export const openLogForm = (who: Who): Reply => formFor(who, { source: 'corridor', issues: [], what: '' });

type Open = LogLine['missing'] | 'too-long' | 'identifiers';

const formFor = (who: Who, line: Omit<LogLine, 'missing'>, open?: Open): Reply => {
  const { what, issues, source } = line;
  const values = { source, ...(issues.length > 0 && { issues }), ...(what && { what }) };
  return { kind: 'form', form: logForm({ who, values, ...(open && { open }) }) };
};
