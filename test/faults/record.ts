import type { Fact } from './check.js';
import { TRIAGE } from './partnership.js';
import type { Seen } from './seen.js';

export const situationOf = (nth: number): string => `Situation ${nth}: taken off the rota without a reason.`;
export const questionOf = (nth: number): string => `Question ${nth}: can they take her off the rota?`;
export const replyOf = (nth: number, edition = 1): string =>
  `Point ${nth}, edition ${edition}: keep the rota and ask for reasons in writing.`;
/** Numbers go up from here, since a small one may be somebody’s age. */
export const FIRST = 20_000;

const REPLY = /Point (\d+), edition (\d+):/;
const QUESTION = /Question (\d+):/;
const SITUATION = /Situation (\d+):/;
/** That somebody replied: it says the same whenever its reader has written in between, so its request alone counts. */
const NEWS = /^“C-\d+: reply/;
const RECEIPT = 'receipt ';
/** The list of open work, which is one message for ever. */
const THE_LIST = 'the list';
/** A list shows so many of each kind at most. */
const MOST_LISTED = 100;

export const hasButton = ({ words }: Seen, label: string): boolean => words.split('\n').includes(label);

/** The reference a card or receipt is about. */
export const referenceIn = ({ words }: Seen): string | undefined => /^(SLK-\w+) · /.exec(words)?.[1];

export type History = ReturnType<typeof createHistory>;

/** Writes down what happens, in the order in which it happens. */
export function createHistory() {
  const facts: Fact[] = [{ kind: 'begun', what: THE_LIST, at: [TRIAGE] }];
  const referrals = new Map<string, string>();
  return {
    write: (fact: Fact) => void facts.push(fact),
    /** A message has appeared. */
    landed(message: Seen): void {
      const { at, thread, marker } = message;
      const [what, reference] = [nameOf(message), referenceIn(message)];
      if (!NEWS.test(what)) facts.push({ kind: 'landed', what, at, thread });
      // The same request carried out twice, whatever it says; and two cards that bear one reference.
      if (marker !== undefined) facts.push({ kind: 'landed', what: `request ${marker}`, at });
      if (at !== TRIAGE || reference === undefined) return;
      facts.push({ kind: 'landed', what: reference, at });
      referrals.set(reference, what);
    },
    /** Everything so far. A receipt bears only the reference, so it is known by the card, which may come later. */
    facts: (): Fact[] =>
      facts.map((fact) =>
        fact.kind === 'landed' && fact.what.startsWith(RECEIPT)
          ? { ...fact, what: referrals.get(fact.what.slice(RECEIPT.length)) ?? fact.what }
          : fact,
      ),
  };
}

/** What somebody would call this message. */
function nameOf(message: Seen): string {
  const { words } = message;
  const about = (name: string, pattern: RegExp) => {
    const nth = pattern.exec(words)?.[1];
    return nth && `${name} ${nth}`;
  };
  const own = about('reply', REPLY) ?? about('consultation', QUESTION) ?? about('referral', SITUATION);
  if (own) return own;
  if (words.startsWith('Open: ')) return THE_LIST;
  const reference = referenceIn(message);
  return reference === undefined ? `“${message.summary}”` : `${RECEIPT}${reference}`;
}

/** What can be seen now, and what must be seen because of it. */
export function look(seen: readonly Seen[], channels: readonly string[]): Fact[] {
  const here = seen.filter(({ at }) => at === TRIAGE);
  const cards = here.filter((each) => referenceIn(each) !== undefined);
  const questions = seen.filter(
    (each) => each.at === channels[0] && nameOf(each).startsWith('consultation '),
  );
  const list = here.find((each) => nameOf(each) === THE_LIST);
  const counts = [questions, cards].map(({ length }) => Math.min(length, MOST_LISTED));
  const listed = `the list counts ${counts.join(' and ')}`;
  const says = new RegExp(`^Open: ${counts[0]} consultations?, ${counts[1]} referrals?$`, 'm');
  return [
    ...(list ? [{ kind: 'owed', what: listed } as const] : []),
    ...(says.test(list?.words ?? '') ? [stands(listed)] : []),
    ...cards.map((card) => stands(`${nameOf(card)} is ${referenceIn(card)}`)),
    ...cards.filter(isTaken).map((card) => stands(`${referenceIn(card)} is taken`)),
    // A later edition tells of those before it.
    ...seen.flatMap(({ words }) => {
      const [, nth, newest] = REPLY.exec(words) ?? [];
      return Array.from({ length: Number(newest ?? 0) }, (_, at) => stands(editionOf(Number(nth), at + 1)));
    }),
  ];
}

/** What is owed after an edit. */
export const editionOf = (nth: number, edition: number): string => `reply ${nth} is in edition ${edition}`;

const isTaken = ({ words }: Seen) => words.includes('Taken by Priya Shah');
const stands = (what: string): Fact => ({ kind: 'stands', what });
