import type { Consultation } from '../rules/consultation.js';
import type { Needs, Written } from './needs.js';

/** What is asked about, for finding what was answered before. An empty list of issues is any issue. */
export type Situation = { partnershipId: string; text: string; issues: readonly string[]; nation: string };

export type Answered = { consultation: Consultation; text: string; at: Date };

const LOOKED_AT = 10;

/** What advisers answered to something like it, under the same nation's law; the likest first. */
export async function similarAnswers(
  needs: Needs,
  { partnershipId, text, issues, nation }: Situation,
  options: { except?: string | undefined; most: number },
): Promise<Answered[]> {
  const found = await needs.store.similar(partnershipId, text, LOOKED_AT);
  const fitting = found.filter(
    (each) =>
      each.id !== options.except &&
      each.nation === nation &&
      (issues.length === 0 || each.issues.some((issue) => issues.includes(issue))),
  );
  const answers: Answered[] = [];
  for (const consultation of fitting) {
    const answer = answerIn(consultation, await needs.store.thread(consultation));
    if (answer) answers.push(answer);
    if (answers.length === options.most) break;
  }
  return answers;
}

/** What was marked as the answer, else the last thing somebody other than the asker wrote. */
function answerIn(consultation: Consultation, thread: readonly Written[]): Answered | null {
  const said = thread.filter(({ authorId, text }) => text !== null && authorId !== consultation.askerId);
  const answer = said.findLast(({ kind }) => kind === 'answer') ?? said.at(-1);
  return answer?.text ? { consultation, text: answer.text, at: answer.at } : null;
}
