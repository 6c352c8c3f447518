import type { Message, Part } from '../../../chat/message.js';
import { sentence } from '../../../chat/message.js';
import { listInWords } from '../../../chat/words.js';
import type { Member, Partnership } from '../../partnerships/rules.js';
import { keyOf } from '../rules/actions.js';
import type { Mentioned, Run } from '../use-cases/needs.js';
import * as lines from './lines.js';
import { suggestionLine } from './suggestions.js';
import { weeksInWords } from './weeks.js';

/** Not more than people read. Source: measures, section 3. */
const MOST_LINES = 12;

/** A digest for one of its readers. `absent` are the champions who do not read their own copy this week. */
export type DigestView = {
  partnership: Partnership;
  run: Run;
  reader: Member;
  absent: readonly Member[];
  mentioned: Mentioned;
  memberById: (id: string) => Member | null;
};

/** The weekly digest: at most twelve lines, the suggestions among them. */
export function digestMessage(view: DigestView): Message {
  const { partnership, run } = view;
  const { counts, actions, deeds } = run;
  const items = actions.map((action) => {
    const deed = deeds.find((each) => each.action === keyOf(action));
    return suggestionLine(action, partnership, run.id, deed && view.memberById(deed.byId));
  });
  // Those that matter least come last: they are the ones to go where it would be too long.
  const told = linesOf(view).slice(0, MOST_LINES - items.length);
  const order = (part: Part) => (part.kind === 'chart' ? 1 : 0);
  const [opening, ...rest] = told;
  return {
    summary: `Digest for ${weeksInWords(counts.weeks, partnership.timeZone)}`,
    parts: [
      ...(opening ? [opening] : []),
      ...rest.toSorted((one, two) => order(one) - order(two)),
      ...(items.length > 0 ? [{ kind: 'list', items } as const] : []),
    ],
  };
}

function linesOf({ partnership, run, reader, absent, mentioned }: DigestView): Part[] {
  const { counts } = run;
  const chart = lines.trendChart(counts, partnership.timeZone);
  const text = (words: string | null): Part[] => (words === null ? [] : [{ kind: 'text', text: words }]);
  return [
    { kind: 'heading', text: lines.headline(counts, partnership.timeZone) },
    ...text(absenceLine(reader, absent)),
    ...text(lines.waitingLine(counts)),
    ...text(lines.movedLine(counts)),
    ...text(lines.responseLine(counts, partnership)),
    ...text(lines.storyLine(mentioned.story)),
    ...(chart ? [{ kind: 'chart', ...chart } as const] : []),
    ...text(lines.sitesLine(counts, partnership)),
    ...text(lines.gapsLine(counts)),
    ...text(lines.learningLine(counts, partnership, mentioned.card)),
  ];
}

/** What the deputy reads first when the champion is away. */
function absenceLine(reader: Member, absent: readonly Member[]): string | null {
  const others = absent.filter(({ id }) => id !== reader.id);
  if (others.length === 0) return null;
  return `${listInWords(others.map(({ name }) => name))} can’t look after this one, so it is with you.`;
}

/** What the administrator is told when nobody can be reached who should read a digest. No figures: they are not theirs. */
export const unreachedMessage = ({ name, timeZone }: Partnership, { counts }: Run): Message =>
  sentence(
    `The digest of ${name} for ${weeksInWords(counts.weeks, timeZone)} reached neither the champion nor the deputy: neither has an account here. Please add one to the partnership’s file.`,
  );
