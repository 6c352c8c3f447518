import { each, type Found } from './found.js';

const AREAS = new Set(
  ('AB AL B BA BB BD BF BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL GU GY ' +
    'HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR ' +
    'RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE').split(' '),
);
const GAP = '[ .\\-_,/\\n]{0,3}';
const FULL = new RegExp(
  `(?<![A-Za-z0-9£])([A-Za-z]{1,2}|[A-Za-z] [A-Za-z](?= ?\\d))( ?[0-9OoIl](?: ?[0-9OoIl]|[A-Za-z])?)${GAP}([0-9Oo]) ?([ABD-HJLNP-UW-Zabd-hjlnp-uw-z]) ?([ABD-HJLNP-UW-Zabd-hjlnp-uw-z])(?![A-Za-z0-9])`,
  'g',
);
const UNIT = /^(?:th|st|nd|rd|hr|ft|lb|ds|pt|yr|pd|pa|ph|pa|ns|ad|as|at|ty|tb|tl|pg|ed)$/;

/** Full British postcodes, spaced in any way, with o for 0. */
export function postcodes(text: string): Found[] {
  return each(text, FULL, 'postcode', (match, before) => {
    const [whole, letters = '', district = '', sector = '', one = '', two = ''] = match;
    const area = letters.replace(' ', '').toUpperCase();
    if (!AREAS.has(area) || !/\d/.test(district + sector)) return null;
    const inward = one + two;
    const cue = /\bpost ?code\b|\bp\/c\b/i.test(before);
    if (UNIT.test(inward) && !cue) return null; // "L5 4th floor", "T3 2hr"
    if (/^[A-Z]/.test(letters) !== /^[A-Z]/.test(inward) && !cue && !/^[A-Z]/.test(letters)) return null;
    return whole.length >= 5 ? 'certain' : null;
  });
}

const OUTWARD = /(?<![A-Za-z0-9£/.+-])([A-Z]{1,2})(\d{1,2}|\d[A-HJKPSTUW])(?![A-Za-z0-9/+-]|\.\d)/g;
const LOWER = /(?<![A-Za-z0-9£/.+-])([a-z]{1,2})(\d{1,2}[a-z]?)(?![A-Za-z0-9/+-]|\.\d)/g;
const PLACE = /\b(?:in|from|near|around|of|off|postcode|area|outside|into|towards|nearest|sister|round|lives?|living|moved?|fled|dispersed to|to|@|at|hotel|flat|house|based)[ :(]{1,3}$|, ?$/i;
const STREET = /\b(?:Road|Rd|Street|St|Lane|Ln|Close|Cl|Court|Ct|Avenue|Ave|Drive|Dr|Way|Walk|Place|Pl|Terrace|Tce|Gardens|Gdns|Grove|Crescent|Cres|Hill|Parade|House|Yard|Row|Square|Sq|Park|View|Rise|Mews|Point|Steps|Top|Fold|Cross|Wharf|Passage|Green|Bank|Flat|Hotel|Quay|Cottages?|Gate|Farm|Site)[ ,.]{1,3}$/;
const CLINICAL = /^[ ,-]{0,2}(?:radicul|nerve|root|vertebr|disc|fractur|#|prolaps|deficien|inject|level|lesion|spine|spinal|dermat|compress|burst|wedge|sound|heart|stage|tumou?r|N\d|M\d|form|and [LSTC]\d|[LSTC]\d)/i;
const NOT_AREA = /\b(?:grade|stage|band|bay|ward|bed|room|form|vitamin|vit|level|nice|guideline|class|cell|act|code|category|group|block|type|form|reg|table|section|part|week|day|sch|track|gate|platform|route|bus|junction|step|phase|para|key|zone|line|size|nhs|at risk)[ :]{1,2}$/i;

/** The first half of a postcode, when a place is being spoken of: "moved to LL13", "71 Zetland Hill, BS6". */
export function postcodeAreas(text: string): Found[] {
  const upper = each(text, OUTWARD, 'postcode-area', (match, before, after) => {
    const [, letters = '', number = ''] = match;
    if (!AREAS.has(letters) || CLINICAL.test(after) || NOT_AREA.test(before)) return null;
    const close = PLACE.test(before) || STREET.test(before);
    if (letters.length === 1) return close && !CLINICAL.test(after) ? 'likely' : /\b[A-Z][a-z]{3,}[ ,]{1,2}$/.test(before) && /^[ ]?[.,;)\n]|^$/.test(after) ? 'likely' : null;
    if (/^(?:NG|PH|PE|CG|SP|PO|CV|CT|CO|HR|ST|ME|BS|EN|SE|SO)$/.test(letters) && !close) return null;
    return number.startsWith('0') && letters !== 'CR' ? null : 'likely';
  });
  const lower = each(text, LOWER, 'postcode-area', (match, before, after) => {
    const letters = (match[1] ?? '').toUpperCase();
    if (!AREAS.has(letters) || CLINICAL.test(after)) return null;
    return /\b(?:postcode|lives? in|living in|moved to|flat in|house in|area|from|near|fled|back to|over in|down in|up in)[ :(]{1,3}$/i.test(before) && !/^(?:p|t|h)/.test(match[1] ?? '') ? 'likely' : null;
  });
  return [...upper, ...lower];
}
