import { each, type Found } from './found.js';

const TYPE =
  'Road|Rd|Street|St|Lane|Ln|Avenue|Ave|Drive|Close|Crescent|Cres|Terrace|Tce|Gardens|Gdns|Grove|Mews|Parade|Court|Ct|Place|Pl|Square|Sq|Walk|Way|Row|Rise|View|Hill|Park|Green|Gate|Fold|Wharf|Quay|Yard|Croft|Garth|Brow|Bank|Cottages?|Villas?|House|Lodge|Heights|Tower|Towers|Buildings|Flats|Point|Mount|Vale|Steps|Passage|Wynd|Gait|Loan|Brae|Ghyll|Dene|Dale|Promenade|Esplanade|Broadway|Arcade|Mansions|Apartments|Meadows?|Fields?|Dyke|Wood|Top|Common|Circus|Cross|End|Chase|Copse|Drove|Hythe|Nook|Rake|Stairs|Works';
const SMALL =
  'road|rd|street|lane|avenue|ave|drive|close|crescent|terrace|gardens|gdns|grove|mews|parade|court|place|square|row|rise|cottages?|house|fold|croft|wharf';
const CAPS = TYPE.toUpperCase();
const WORD = "[A-Z][\\p{L}'’.-]{1,20}";
const NUMBERED = new RegExp(
  `(?<![\\w£/.])\\d{1,4}[A-Za-z]?(?:[/-]\\d{1,3})?,? (?:${WORD} ){1,3}(?:${TYPE})(?![\\p{L}\\d])`,
  'gu',
);
/** "Flat 3, " before the number of the house. */
const UNIT =
  /(?<![\w£/.])(?:flat|apt|apartment|room|rm|unit|studio|plot|bungalow|block|(?:basement|top|ground floor) flat)[ ,]{0,2}(?:[a-z]?\d{1,4}[a-z]?|[a-z])?[ ,]{1,2}$/i;
const UPPER = new RegExp(
  `(?<![\\w£/.])(?:(?:FLAT|ROOM|APT|UNIT) [A-Z]?\\d{1,3}[A-Z]?,? )?\\d{1,4}[A-Z]? (?:[A-Z]{2,20} ){1,2}(?:${CAPS})(?![\\p{L}\\d])`,
  'gu',
);
const HOUSE =
  'House|Lodge|Court|View|Rise|Cottage|Cottages|Rectory|Vicarage|Presbytery|Manse|Byre|Barn|Barns|Forge|Mill|Laurels|Moorings|Dairy|Grange|Villa|Villas|Annexe|Paddock|Paddocks|Bungalow|Bungalows|Farm|Farmhouse|Towers?|Heights|Mews|Mansions|Buildings|Gate|Point|Wharf|Flats|Almshouses|Arches|Orchard|Oaks|Elms|Beeches|Firs|Willows|Hollies|Limes|Poplars|Chestnuts|Schoolhouse|Stables|Gatehouse|Homestead|Steading|Croft|Haven|Nook|Caravan Park|Caravan Site|Yard|Close|Walk|Vale|Bank|Fold';
const AT_HOUSE = new RegExp(
  `\\b(?:at|lives|living|living in|lives in|stays at|staying at|staying in|moved from|moved to|moved into|back to|back in|home to|home is|is in|am in|of|address|flats at|flat in|flat at|room in|room at|evicted from|from|to|into|outside|near|resides at|lodging at|pitch at|site at|in) (((?:The|the) )?(?:${WORD} ){0,2}(?:${HOUSE}))(?:,? (?:Room|Flat|No\\.?) \\d{1,3}[A-Za-z]?)?(?:, ${WORD}(?: ${WORD})?)?(?![\\p{L}\\d])`,
  'gu',
);
const UNIT_OF = new RegExp(
  `\\b(?:flat|room|rm|apt|apartment|unit|studio|plot|pitch|yard|bungalow|block) (?:[a-z]?\\d{1,3}[a-z]?|[a-d])[ ,]{1,2}(?:[a-z'’]{2,16} ){1,3}(?:${SMALL}|buildings|lodge|flats|tower|towers|heights|villas|point|estate|site|park|hostel)(?![\\w])`,
  'gi',
);
const ABOVE = new RegExp(
  `\\b(?:[Ff]lat )?(?:above|over|behind|next to|opposite) (?:${WORD} ){0,2}(?:\\d{1,4}[a-z]? (?:${WORD} ){1,2}(?:${TYPE})|${WORD}(?: (?:Pizza|Nails|Kebab|Takeaway|Cafe|Café|News|Stores|Bakery|Chippy|Grill|Tandoori|Barbers|Salon|Pub|Inn|Arms|Laundry|Bets))(?:, ${WORD}(?: ${WORD})?)?)(?![\\p{L}\\d])`,
  'gu',
);
const NOT_HOUSE =
  /\b(?:Crown|County|Supreme|High|Family|Magistrates|Sheriff|Youth|Civil|Appeal|Coroners?|Combined|Combined Court|Open|House of|Care|Full|White|Halfway|Doll|Own|Guest|Random|Safe|Field|Ward|Food|Data|Fitness|Tennis|Squash|Main|Big|Bird|Ronald McDonald|Point of|Power|Savings|West|Blood|Milk|Sperm|Baby|Piggy|Memory|Dog|Night|Sponsored|Charity|Moon|Street|Space|Sleep|Rail|Gallery|Single|Double|Point|Second|First|Final)\b/;
const FLAT = new RegExp(
  `(?<![\\w£/.])(?:[Ff]lat|[Aa]pt|[Aa]partment|[Uu]nit|[Ss]tudio|[Pp]lot) (?:[A-Za-z]?\\d{1,4}[A-Za-z]?|[A-Z])[ ,]{1,3}(?:${WORD} ){0,3}${WORD}`,
  'gu',
);
const WELSH =
  /(?<![\w£/.])\d{1,4}[A-Za-z]? (?:Heol|Ffordd|Lôn|Lon|Stryd|Rhodfa|Maes|Clos|Cwm|Llys|Bryn|Rhes|Parc|Tan|Pen)(?: (?:y|yr|Y|Yr|[A-ZÂÊÎÔÛŴŶ][\p{L}'’-]{1,20})){1,3}/gu;
const LOWER = new RegExp(
  `(?<![\\w£/.:])(?:(?:flat|apt|room|unit) \\d{1,3}[a-z]?[ ,]{1,2})?\\d{1,4}[a-z]? (?:(?!(?:of|the|a|an|who|can|in|on|at|weeks?|wks?|days?|months?|years?|yrs?|hours?|hrs?|mins?|times?|and|or|to|per|x|kids|children|beds?|bedroom|people|am|pm|more|miles|st|nd|rd|th|days)\\b)[a-z'’]{2,16} ){1,2}(?:${SMALL})(?![\\w])`,
  'g',
);
const WORDED = new RegExp(
  `\\b(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[ -])?(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty) (?:(?!of|the|in|on|and|who|can|weeks?|days?|months?|years?|hours?|bed|bedroom)[a-z'’]{3,16} ){1,2}(?:road|street|lane|avenue|ave|close|crescent|terrace|gardens|grove|mews|court|square)\\b`,
  'gi',
);
const NAMED = new RegExp(
  `(?<![\\p{L}\\d])(?:(?:The )?${WORD}(?: ${WORD})?, )?(?:${WORD} ){1,3}(?:St|Road|Rd|Street|Lane|Ln|Avenue|Ave|Drive|Close|Crescent|Terrace|Tce|Gardens|Gdns|Grove|Mews|Cottages)(?![\\p{L}\\d])`,
  'gu',
);
const PUBLIC =
  /^(?:(?:The |On |In |At )?(?:Great Ormond|Harley|Downing|High|Main|Fleet|Coronation|Sesame|Wall|Easy|Oxford|Regent|Bond|Wood|Cold|Market|Civil|Bleak|Queer|Quality|Baker|Carey|Chancery|Drury|Penny|Abbey|Clearing|Fast|Slow|Life|Bus|Cycle|Memory|Petticoat|Covent|Spring|Kew|Privet|Albert Square|Brookside|Ramsay|Albert|Grange Hill) )/;
const NO_STREET =
  /^(?:Piccadilly|Victoria|Princes|Jubilee|Botanic|Kew|Covent|Winter|Pleasure|Allotment|Community|Sensory|Beer|Zoological|Bus|Fast|Cycle|Slow|Red) |\b(?:Hospital|Clinic|Court|Centre|NHS|Act|Care|Health|Ward|Royal|Mr|Mrs|Ms|Dr)\b/;
const BOX = /\bP\.?O\.? ?[Bb]ox \d{1,6}/g;

/** Home addresses by their shape: a number or a flat and a street, in English or Welsh, with or without capitals. */
export function addresses(text: string): Found[] {
  const numbered = each(text, NUMBERED, 'address', (match, before) => {
    if (/[Ww]ard |[Bb]ed |[Cc]linic $/.test(before) && !match[0].includes(',')) return 'possible';
    return { start: match.index - (UNIT.exec(before)?.[0].length ?? 0) };
  });
  const lower = each(text, LOWER, 'address', (match) =>
    /^(?:9\d\d|1\d\d) (?:call|ring)/.test(match[0]) ? null : 'likely',
  );
  const named = each(text, NAMED, 'address', (match) =>
    PUBLIC.test(match[0]) || NO_STREET.test(match[0]) ? null : 'likely',
  );
  const house = each(text, AT_HOUSE, 'address', (match) => {
    const place = match[1] ?? '';
    if (NOT_HOUSE.test(place) || !/ /.test(place)) return null;
    const start = match.index + match[0].indexOf(place);
    return { start, end: match.index + match[0].length, confidence: 'likely' };
  });
  const likely = [UPPER, UNIT_OF, ABOVE, FLAT, WORDED].flatMap((pattern) =>
    each(text, pattern, 'address', () => 'likely'),
  );
  const certain = [WELSH, BOX].flatMap((pattern) => each(text, pattern, 'address'));
  return [...likely, ...certain, ...house, ...numbered, ...lower, ...named];
}
