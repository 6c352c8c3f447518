import { BITS, marksOf } from '../tagger/words.js';
import { each, type Found } from './found.js';

/** Each postcode area with its lowest and highest district. */
const DISTRICTS =
  'AB10-56 AL1-10 B1-98 BA1-22 BB1-18 BD1-24 BF1-1 BH1-31 BL0-9 BN1-45 BR1-8 BS1-49 BT1-94 CA1-28 CB1-25 CF3-83 CH1-66 CM0-77 CO1-16 CR0-9 CT1-21 ' +
  'CV1-47 CW1-12 DA1-18 DD1-11 DE1-75 DG1-16 DH1-9 DL1-17 DN1-55 DT1-11 DY1-14 E1-20 EC1-4 EH1-55 EN1-11 EX1-39 FK1-21 FY0-8 G1-84 GL1-56 GU1-52 ' +
  'GY1-10 HA0-9 HD1-9 HG1-5 HP1-27 HR1-9 HS1-9 HU1-20 HX1-7 IG1-11 IM1-9 IP1-33 IV1-63 JE1-5 KA1-30 KT1-24 KW1-17 KY1-16 L1-40 LA1-23 LD1-8 LE1-67 ' +
  'LL11-78 LN1-13 LS1-29 LU1-7 M1-90 ME1-20 MK1-46 ML1-12 N1-22 NE1-71 NG1-34 NN1-29 NP4-44 NR1-35 NW1-11 OL1-16 OX1-49 PA1-80 PE1-38 PH1-50 PL1-35 ' +
  'PO1-41 PR1-26 RG1-45 RH1-20 RM1-20 S1-81 SA1-73 SE1-28 SG1-19 SK1-23 SL0-9 SM1-7 SN1-26 SO14-53 SP1-11 SR1-8 SS0-17 ST1-21 SW1-20 SY1-25 TA1-24 ' +
  'TD1-15 TF1-13 TN1-40 TQ1-14 TR1-27 TS1-29 TW1-20 UB1-18 W1-14 WA1-16 WC1-2 WD3-25 WF1-17 WN1-8 WR1-15 WS1-15 WV1-16 YO1-62 ZE1-3';
const AREAS = new Map(
  DISTRICTS.split(' ').map((range) => {
    const [, area = '', low, high] = /^([A-Z]{1,2})(\d{1,2})-(\d{1,2})$/.exec(range) ?? [];
    return [area, [Number(low), Number(high)] as const];
  }),
);
const LETTERED = /^(?:E1W|EC[1-4][A-Z]|N1[CP]|NW1W|SE1P|SW1[A-Y]|W1[A-Z]|WC[12][A-Z])$/;

/** Whether there is such a first half of a postcode: "BS6" is one, "FW8" is a form. */
export function realArea(word: string): boolean {
  const [, letters = '', digits = '', last = ''] = /^([a-z]{1,2})(\d{1,2})([a-z]?)$/i.exec(word) ?? [];
  const range = AREAS.get(letters.toUpperCase());
  if (!range || (digits.startsWith('0') && digits.length > 1)) return false;
  return last ? LETTERED.test(word.toUpperCase()) : Number(digits) >= range[0] && Number(digits) <= range[1];
}

const GAP = '[ .\\-_,/\\n]{0,3}';
const FULL = new RegExp(
  `(?<![A-Za-z0-9£'’])([A-Za-z]{1,2}|[A-Za-z] [A-Za-z](?= ?\\d))( ?[0-9OoIl](?: ?[0-9OoIl]|[A-Za-z])?)${GAP}([0-9OoIl]) ?([ABD-HJLNP-UW-Zabd-hjlnp-uw-z]) ?([ABD-HJLNP-UW-Zabd-hjlnp-uw-z])(?![A-Za-z0-9])`,
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
    if (UNIT.test(inward) && area.length === 1 && !cue) return null; // "L5 4th floor", "T3 2hr"
    if (/^[A-Z]/.test(letters) !== /^[A-Z]/.test(inward) && !cue && !/^[A-Z]/.test(letters)) return null;
    return whole.length >= 5 ? 'certain' : null;
  });
}

const OUTWARD = /(?<![A-Za-z0-9£/.+-])([A-Z]{1,2})(\d{1,2}|\d[A-HJKPSTUW])(?![A-Za-z0-9/+-]|\.\d)/g;
const LOWER = /(?<![A-Za-z0-9£/.+-])([a-z]{1,2})(\d{1,2}[a-z]?)(?![A-Za-z0-9/+-]|\.\d)/g;
const PLACE =
  /\b(?:in|from|near|around|postcode|area|outside|towards|nearest|born|lives?|living|moved?|fled|dispersed|moved to|back to|return to|out of|off to|going to|hotel in|flat in|house in|based)[ :(]{1,3}$/i;
const STREET =
  /\b(?:Road|Rd|Street|St|Lane|Ln|Close|Cl|Court|Ct|Avenue|Ave|Drive|Dr|Way|Walk|Place|Pl|Terrace|Tce|Gardens|Gdns|Grove|Crescent|Cres|Hill|Parade|House|Yard|Row|Square|Sq|Park|View|Rise|Mews|Point|Steps|Top|Fold|Cross|Wharf|Passage|Green|Bank|Flat|Hotel|Quay|Cottages?|Gate|Farm|Site)[ ,.]{1,3}$|\b(?:road|rd|street|lane|close|avenue|ave|drive|terrace|court|grove|crescent|gardens)[ ,.]{1,3}$/;
const CLINICAL =
  /^[ ,-]{0,2}(?:radicul|nerve|root|vertebr|disc|fractur|#|prolaps|deficien|inject|level|lesion|spine|spinal|dermat|compress|burst|wedge|sound|heart|stage|tumou?r|N\d|M\d|form|and [LSTC]\d|[LSTC]\d)/i;
const NOT_AREA =
  /\b(?:mat|legal aid|grade|stage|band|bay|ward|bed|room|form|vitamin|vit|level|nice|guideline|class|cell|act|code|category|group|block|type|form|reg|table|section|part|week|day|sch|track|gate|platform|route|bus|junction|step|phase|para|key|zone|line|size|nhs|at risk)[ :]{1,2}$/i;

/** The first half of a postcode, when a place is being spoken of: "moved to LL13", "71 Zetland Hill, BS6". */
export function postcodeAreas(text: string): Found[] {
  const upper = each(text, OUTWARD, 'postcode-area', (match, before, after) => {
    if (
      !realArea(match[0]) ||
      CLINICAL.test(after) ||
      NOT_AREA.test(before) ||
      GUIDELINE.test(match[0] + after)
    )
      return null;
    const code = OTHER_CODES.test(match[0]);
    const other = match[0].length > 2 && match[1]?.length === 2 && !code;
    return other || placed(before, after, !code) ? 'likely' : null;
  });
  const lower = each(text, LOWER, 'postcode-area', (match, before, after) => {
    if (!realArea(match[0]) || CLINICAL.test(after) || /^[pth]/.test(match[0])) return null;
    return LOWER_PLACE.test(before) || STREET.test(before) || afterTown(before) ? 'likely' : null;
  });
  return [...upper, ...lower];
}

/** NICE guidelines are numbered like Nottingham's postcodes. */
const GUIDELINE =
  /^NG\d{1,2}[,:]? (?:says?|recommend|states?|guid|suggests?|is clear|covers|on\b|and (?:CG|NG))/i;
const ALONE = /(?:^|[.!?;\n•] ?|\d\) )$/;

/** "moved to M14", "Hill Road, BS6", "Leeds LS6", "M14 area", or a sentence of its own. */
function placed(before: string, after: string, byItself: boolean): boolean {
  if (STREET.test(before) || PLACE.test(before) || afterTown(before)) return true;
  if (/^ (?:area|postcode|post code|side of|end of town)\b/i.test(after)) return true;
  return byItself && ALONE.test(before) && /^(?:[.!?;\n]|$)/.test(after);
}

function afterTown(before: string): boolean {
  const town = /([A-Za-z]{4,20})[ ,(]{1,3}$/.exec(before)?.[1]?.toLowerCase() ?? '';
  return (marksOf(town) & BITS.places) > 0 && !(marksOf(town) & 7);
}

/** Districts that are more often a form, a grade, a guideline, a gas or a dose when nothing says that they are a place. */
const OTHER_CODES =
  /^(?:PE|PH|SR[13]$|PR1$|CW[12]$|CT[1-4]$|CO[12]$|PO[12]$|ST[1-8]$|HR|BS\d$|EN[123]$|ME1$|IV\d$|IM\d$|CB[12]$|SP\d$|FY[12]$|SE1$|CR1$|CA1$|CV[123]$|AL1$|PA1$|SW1[A-Y])/;
const LOWER_PLACE =
  /\b(?:postcode|lives? in|living in|moved to|flat in|house in|area|from|fled|back to|over in|down in|up in)[ :(]{1,3}$/i;
