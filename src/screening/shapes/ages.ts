import { each, type Found } from './found.js';

const NUMBER = '(9\\d|1[01]\\d)';
/** The number comes first, since it is rarer than what may stand before it. */
const CUED = new RegExp(
  `(?<!\\d)${NUMBER}(?![\\d%/:]|\\.\\d|-day| ?(?:days?|weeks?|wks?|months?|mins?|minutes|hours?|hrs?|kg|cm|mg|mcg|ml|mmhg|%|percent|per|pounds|quid|miles|points|bpm|on air|sats|calls|times|x|p|k|units|quid)\\b)`,
  'gi',
);
const CUE =
  /\b(?:aged?|age:|age is|will be|['’]ll be|approaching|pushing|reached|reaching|hit|she['’]?s|he['’]?s|she is|he is|i am|i['’]m|is now|turns|turned|turning|who['’]?s|who is|they['’]?re|mum['’]?s|dad['’]?s|gran['’]?s|nan['’]?s|grandad['’]?s|mother is|father is|husband is|wife is|currently|nearly|almost|just|gent of|lady of|man of|woman of|widow(?:er)? of)[ :(]{1,3}$/i;
const ALONE = /(?<=[.!?;] |\n|age\? |age: )(9\d|10\d)(?=[.!?\n]|,? (?:deaf|blind|frail|widow)|$)/gi;
const WITH = new RegExp(
  `(?<![\\d£.,/:-])${NUMBER},? (?:and )?(?:frail|lives alone|living alone|alone|still|deaf|blind|housebound|bedbound|widowed|retired)\\b|\\bat ${NUMBER},? (?:he|she)\\b`,
  'gi',
);
const UNIT = new RegExp(
  `(?<![\\d£.,/:-])${NUMBER}(?: ?[-–]? ?(?:y[/.-]?o\\b|yrs?\\b(?! (?:ago|later|lease|on|of|in|to|left|before|after|since|now))|yrs?[ -]?old|years?[ -]?old|years? of age|yr\\b(?! (?:lease|mortgage))|year[ -]old|ans\\b)| ?\\/?(?:[MF]|♀|♂|male|female)(?![A-Za-z]))`,
  'gi',
);
const WORDS =
  /\b(?:aged |she['’]?s |he['’]?s |she is |he is |i am |is )?(ninety(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|a hundred(?: and (?:one|two|three|four|five|six))?|one hundred(?: and (?:one|two|three|four|five|six))?)[ -](?:years?[ -]old|yrs?[ -]old|year[ -]old)/gi;
const AGED_WORDS =
  /\b(?:aged|she['’]?s|he['’]?s|she is|he is|i am|turns|turned|turning|age) (ninety(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?)\b(?! (?:days?|weeks?|percent|per|pounds|minutes|quid))/gi;
const OTHERS =
  /\b(?:nonagenarian|centenarian|supercentenarian|(?:100|9\d|10\d)(?:th|st|nd|rd) birthday|ninetieth birthday|hundredth birthday|telegram from the king)\b/gi;

/** Ages from ninety on, when the text says that they are ages. */
export function greatAges(text: string): Found[] {
  const part = (match: RegExpExecArray) => {
    const start = match.index + match[0].indexOf(match[1] ?? '');
    return { start, end: start + (match[1] ?? '').length };
  };
  return [
    ...each(text, CUED, 'age', (_, before) => (CUE.test(before) ? 'likely' : null)),
    ...each(text, ALONE, 'age', (_, before) =>
      /\b(?:sats|hr|bp|score|egfr|hb)\b[^.]{0,12}$/i.test(before) ? null : 'likely',
    ),
    ...each(text, WITH, 'age', (match) => {
      const start = match.index + match[0].search(/\d/);
      return { start, end: start + (match[1] ?? match[2] ?? '').length, confidence: 'likely' };
    }),
    ...each(text, UNIT, 'age', (match) => {
      const glued = /^\d{2,3}[a-z]{1,6}/i.exec(match[0]); // "93yrs"
      return glued ? { start: match.index, end: match.index + glued[0].length } : part(match);
    }),
    ...each(text, WORDS, 'age', (match) => part(match)),
    ...each(text, AGED_WORDS, 'age', (match) => ({ ...part(match), confidence: 'likely' })),
    ...each(text, OTHERS, 'age', () => 'likely'),
  ];
}
