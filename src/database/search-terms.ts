import { createHmac } from 'node:crypto';
import { stemmer } from 'stemmer';

/** Whose words a term stands for: the same word has another term in another partnership, or another kind of text. */
type Scope = { partnershipId: string; kind: string };

const TERM_CHARACTERS = 8; // 48 bits of base64url: among 50,000 words two share a term with a chance of 1 in 200,000
const MOST_TERMS = 1_000;
const LONGEST_WORD = 40;

/** Words that say nothing of what a text is about. Contractions stand without their apostrophe. */
const STOP_WORDS = new Set(
  `a about after again all also am an and any are arent as at be because been before being both but by can cant cannot
  could couldnt did didnt do does doesnt doing done dont each for from get gets got had hadnt has hasnt have havent
  having he her here hers herself hes him himself his how i if im in into is isnt it its itself ive just know like
  me more most my myself need no nor not now of off on once only or other our out over own please same say says said
  she shes should shouldnt so some such tell than thanks that thats the their them themselves then there these they
  theyre this those to told too under until up us very was wasnt we were werent weve what when where which while who
  whom whose why will with wont would wouldnt you your yours yourself youve`.split(/\s+/),
);

/**
 * The terms of a text: each word folded (case, accents, apostrophes), without stop words, cut to its English stem,
 * and hashed with `key` so that nobody can read or guess it without that key. What stays visible is which texts of
 * one partnership share a word, and how common that word is.
 * @returns each term once, in no telling order; of a very long text the terms of its first thousand words
 */
export function termsOf(text: string, { partnershipId, kind }: Scope, key: Buffer): string[] {
  const terms = [...stemsOf(text)].map((stem) =>
    createHmac('sha256', key)
      .update(JSON.stringify([partnershipId, kind, stem]))
      .digest('base64url')
      .slice(0, TERM_CHARACTERS),
  );
  return [...new Set(terms)].toSorted();
}

function stemsOf(text: string): Set<string> {
  const folded = text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/['’ʼ](?:s(?![\p{L}\p{N}]))?/gu, '');
  const stems = new Set<string>();
  for (const [word] of folded.matchAll(/[\p{L}\p{N}]+/gu)) {
    if (word.length < 2 || STOP_WORDS.has(word)) continue;
    stems.add(stemmer(word.slice(0, LONGEST_WORD)));
    if (stems.size === MOST_TERMS) break;
  }
  return stems;
}
