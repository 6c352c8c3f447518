import { marksOf } from '../tagger/words.js';
import { each, type Found } from './found.js';

const CURRENT =
  /(?<![A-Za-z0-9])[A-HJ-PR-Za-hj-pr-z]{2}[ -]?(?:0[1-9]|[1-8]\d|9[0-9])[ -]?[A-HJ-PR-Za-hj-pr-z]{3}(?![A-Za-z0-9])/g;
const PREFIX =
  /(?<![A-Za-z0-9])[A-HJ-NPR-TV-Ya-hj-npr-tv-y]\d{1,3}[ -]?[A-HJ-PR-Za-hj-pr-z]{3}(?![A-Za-z0-9])/g;
const SUFFIX =
  /(?<![A-Za-z0-9])[A-HJ-PR-Za-hj-pr-z]{3}[ -]?\d{1,3}[ -]?[A-HJ-NPR-TV-Ya-hj-npr-tv-y](?![A-Za-z0-9])/g;
const IRISH =
  /(?<![A-Za-z0-9])(?:[A-Za-z]{1,2}[IZiz][A-Za-z]?|[A-Za-z]?[IZiz][A-Za-z]) ?\d{1,4}(?![A-Za-z0-9])|(?<![\d-])\d{2,3}-[A-Z]{1,2}-\d{1,6}(?!\d)/g;
const FOREIGN = /(?<![A-Za-z0-9])[A-Za-z]{1,3}[ -]?\d{1,4}[ -]?[A-Za-z]{0,3}(?![A-Za-z0-9])/g;
const CUE =
  /\b(?:reg(?:istration)?(?: (?:no|number|plate))?|plates?(?: (?:no|number|starts?|begins?))?|number ?plate|car|cars|van|vehicle|vrm|motorbike|motor|lorry|pickup|moped|taxi|corsa|fiesta|focus|astra|golf|polo|micra|yaris|zafira|audi|bmw|merc(?:edes)?|nissan|toyota|ford|vauxhall|honda|kia|hyundai|skoda|seat|volvo|lexus|mini|transit|sprinter|range rover|jeep|motability|drives|driving|parked)\b[^\d\n]{0,14}$/i;
const PLATE =
  /\b(?:reg(?:istration)?(?: (?:no|number|plate))?|plates?|vrm|van|car)\b[ .:(]{1,3}(?:is |was |no )?$/i;

/** Registration plates: the current pattern anywhere, older, Northern Irish and foreign ones after a cue. */
export function vehicles(text: string): Found[] {
  const current = each(text, CURRENT, 'vehicle', (match, before) => {
    if (CUE.test(before)) return 'certain';
    const letters = match[0].replace(/[^A-Za-z]/g, '');
    if (/^[A-Z]{2,7}$/.test(letters))
      return /^(?:UC|ESA|PIP|DLA|ET|EX|HO|MG|AL)\d\d(?: |$)/.test(match[0]) &&
        / [A-Z]{3}$/.test(match[0]) &&
        /[A-Z]{4}/.test(before)
        ? 'possible'
        : 'certain';
    return /^[a-z]{2,7}$/.test(letters) &&
      /^[a-z]{2}\d\d ?[a-z]{0,4}$/.test(match[0]) &&
      !WORD.test(letters.slice(2)) &&
      !/^(?:at|in|is|on|of|by|to|my|up|so|no|as|or|an|am|be|we|he|me|us|if|it|do|go|bp|hr|wk|uc)$/.test(
        letters.slice(0, 2),
      )
      ? 'likely'
      : null;
  });
  const old = [PREFIX, SUFFIX].flatMap((pattern) =>
    each(text, pattern, 'vehicle', (match, before) => {
      const letters = /[A-Z]{3}/.exec(match[0])?.[0];
      const bare =
        letters !== undefined &&
        (/\d{3}/.test(match[0]) || (/\d{2}/.test(match[0]) && match[0].includes(' '))) &&
        marksOf(letters.toLowerCase()) === 0 &&
        /[B-DF-HJ-NP-TV-Z]{2}/.test(letters);
      return bare || (CUE.test(before) && (letters !== undefined || PLATE.test(before))) ? 'likely' : null;
    }),
  );
  const others = [IRISH, FOREIGN].flatMap((pattern) =>
    each(text, pattern, 'vehicle', (match, before) =>
      PLATE.test(before) && /\d/.test(match[0]) && match[0].length > 3 && /[A-Z]/.test(match[0])
        ? 'likely'
        : null,
    ),
  );
  return [...current, ...old, ...others];
}

const WORD =
  /^(?:the|and|but|not|has|was|for|hrs|min|can|who|she|him|her|its|are|had|all|now|due|day|off|out|via|per|etc|yrs|wks|ago|old|new|own|any|bmi|may|jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|with|lol|pls|asap|pcm|fte)$/;
