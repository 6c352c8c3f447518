import { scan } from './tagger/scan.js';
import { BITS, marksOf, plainWord } from './tagger/words.js';

/** What makes someone stand out although nothing names them. */
type Trait = 'an age' | 'a place' | 'a background' | 'an unusual job' | 'a rare condition' | 'an unusual family' | 'something that was in the news' | 'something only one person is'; // prettier-ignore

const SIGNS: readonly (readonly [Trait, RegExp])[] = [
  ['an age', /\b\d{1,2} ?(?:y\/?o\b|years? old|yrs? old|yr old|-year-old)|\baged \d{1,2}\b|\b(?:he|she)(?:'s| is) \d{2}\b|\b\d{2}[MF]\b/i],
  ['an unusual job', /\b(?:vicar|priest|imam|rabbi|bishop|pilot|firefighter|councillor|mp|magistrate|judge|headteacher|head teacher|surgeon|footballer|boxer|jockey|actor|actress|singer|dj|presenter|author|artist|opera|ballet|dancer|astronaut|diver|lighthouse|farrier|blacksmith|gamekeeper|undertaker|embalmer|zookeeper|clown|acrobat|sculptor|bell-?ringer|lifeboat|coastguard|mayor|ambassador|paralympian|olympian|professor)\b/i],
  ['a rare condition', /\b(?:huntington'?s|motor neurone|mnd|cystic fibrosis|haemophilia|sickle|ehlers|marfan|rett|locked.in|conjoined|albinism|dwarfism|achondroplasia|transplant|rare (?:disease|condition|disorder|cancer|syndrome)|[a-z]{3,16}'s syndrome|one in a million|amput\w{2,5})\b/i],
  ['an unusual family', /\b(?:triplets|quadruplets|quads|twins|(?:seven|eight|nine|ten|eleven|twelve|[789]|1[0-5]) (?:children|kids)|surrogate|adopted from|widow(?:er)? at|lost (?:both|two|three) (?:children|babies|sons|daughters))\b/i],
  ['something that was in the news', /\b(?:in the (?:news|papers?)|on (?:the news|tv|telly)|front page|headlines?|went viral|documentary|inquest|murder(?:ed)?|manslaughter|public inquiry|crash|explosion|house fire|stabb(?:ed|ing)|kidnapp?ed|famous|well.known)\b/i],
  ['something only one person is', /\b(?:the only|only one (?:in|of|at)|the first|first ever|the last|oldest|youngest|tallest|everyone (?:here |round here )?knows)\b/i],
]; // prettier-ignore

/** A question to put before posting, or null: several uncommon things together can point to one person. */
export function rareCombination(text: string): string | null {
  const traits = new Set<Trait>(SIGNS.filter(([, sign]) => sign.test(text)).map(([trait]) => trait));
  scan(text, (start, end) => {
    const word = text.slice(start, end);
    if (!/^\p{Lu}/u.test(word)) return;
    const marks = marksOf(plainWord(word));
    if (marks & BITS.places && !(marks & (BITS.given | BITS.family)) && !(marks & 7)) traits.add('a place');
    if (marks & BITS.peoples && !/^(?:english|british|welsh|scottish|irish)$/i.test(word))
      traits.add('a background');
  });
  const strong =
    traits.has('something that was in the news') ||
    traits.has('something only one person is') ||
    traits.has('an unusual job');
  if (traits.size < (strong ? 3 : 4)) return null;
  return `Together these could point to one person: ${listed([...traits])}. Leave out what the adviser does not need.`;
}

const listed = (parts: readonly string[]): string =>
  `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
