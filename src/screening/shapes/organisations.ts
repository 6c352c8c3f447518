import { marksOf, plainWord, BITS } from '../tagger/words.js';
import { each, type Found } from './found.js';

const WORD = "(?:[A-Z][\\p{L}'’.-]{1,20}|St)";
const TAIL =
  'Ltd|LTD|Limited|LLP|CIC|Primary(?: School| Academy)?|Infants?(?: School)?|Juniors?(?: School)?|Academy|(?:High|Grammar|Secondary|Comprehensive|Special|SLD|Infant|Junior|Prep|Community|Sixth Form) (?:School|College)|PS|Preschool|Pre-school|Nursery|Playgroup|Day Nursery|Montessori|Soft Play|Surgery|Practice|Medical (?:Centre|Practice)|Health Centre|Care Home|Nursing Home|Residential Home|Rest Home|Lettings|Lets|Letting Agents|Estate Agents|Properties|Homecare|Pharmacy|Chemist|Dental(?: Practice| Care)?|Tearooms|Takeaway|Tandoori|Balti|Kebabs?|Chippy|Bakery|Butchers|Meats|Foods|Stores|News|Car Wash|Garage|Motors|Tyres|Cabs|Taxis|Couriers?|Haulage|Removals|Valeting|Scaffolding|Roofing|Facades|Windows|Flooring|Joinery|Plumbing|Builders|Construction|Installs|Interiors|Catering|Cleaners|Cleaning|Upholstery|Textiles|Poultry|Packaging|Logistics|Recruitment|Staffing|Solicitors|Hair|Nails|Barbers|Salon|Cafe|Café|Grill|Holiday Park|Caravan Park|Contact Centre|Hostel|Guest House';
const TAILED = new RegExp(
  `(?<![\\p{L}\\d])(?:${WORD} (?:(?:of|and|&|the|at) )?){1,4}(?:${TAIL})(?![\\p{L}])(?: (?:Ltd|LTD|Limited))?`,
  'gu',
);
const YSGOL = /(?<![\p{L}])Ysgol(?: (?:y|yr|Y|Yr|[A-ZÂÊÎÔÛŴŶ][\p{L}'’-]{1,20})){1,3}/gu;
/** Without capitals such a name is only looked for where somebody works, learns, lives or is seen. */
const SMALL =
  'lettings|lets|nails|nursery|preschool|playgroup|primary(?: school)?|infants|juniors|academy|high school|surgery|practice|medical centre|health centre|pharmacy|chemist|care home|nursing home|rest home|takeaway|tandoori|bakery|butchers|cafe|cabs|taxis|couriers?|logistics|valeting|cleaners|roofing|scaffolding|homecare|motors|garage|barbers|salon|grill|poultry|foods|car wash|solicitors|guest house|hostel';
const LOWER = new RegExp(
  `(?<![\\w'’])(?:at|for|from|by|with|to|called|employer|boss|gp|school|nursery|agency|agents?|landlord|attends) ((?:[a-z'’]{2,16} ){1,3}(?:${SMALL}))(?![\\w'’-])`,
  'g',
);
/** "Moorview surgery": one word that is no English one, and the kind of place in small letters. */
const MIXED =
  /(?<![\p{L}\d])([A-Z][\p{L}'’-]{2,20}) (?:surgery|lettings|nursery|infants|juniors|pharmacy|care home|nursing home|takeaway|bakery|cabs|taxis|salon|garage|homecare)(?![\p{L}])/gu;
const GENERAL =
  /^(?:The|A|An|Our|Your|Their|His|Her|My|Local|Same|New|Old|This|That|Any|Every|Minor|Day|Oral|Eye|Plastic|General|Brain|Heart|Spinal|Major|Royal|National|British|NHS|Private|Public|Community|Hospital|Online|Urgent|Bail|Mental|Sexual|Family|Children['’]s|Women['’]s|Cosmetic|Emergency|Elective|Day|Vascular|Bariatric|Cataract|Hip|Knee|Kennedy|State|Faith|Free|Cheap|Student|Social|Short|Holiday|Approved|Bail|Care|Nursing|Youth|Homeless|From|To|In|At|On|For|With|And|Of|If|When|After|Before|No|Is|Was|Post|Pre|GP|Nurse|Good|Bad|Best|Poor|Great|Safe|Legal|Clinical|Advanced|Group|Joint|Standard|Code|Codes|Double|Broken|Food|Home|Breaking|Latest|Fake|Flat|Building|Start|Healthy)$/;
/** Words that stand before the kind of a place and name none. */
const NO_NAME =
  /^(?:a|an|the|her|his|their|my|our|your|its|this|that|any|every|some|no|local|same|new|old|another|other|different|nearest|private|public|community|day|night|oral|eye|general|hospital|nhs|gp|doctors?|nurse|state|faith|free|cheap|student|social|short|long|term|holiday|care|nursing|youth|homeless|asylum|special|mainstream|primary|secondary|high|junior|infant|school|of|to|and|or|who|what|when|which|is|was|has|had|have|not|went|going|go|goes|got|start|started|left|after|before|since|until|while|by|at|in|on|for|from|with|about|one|two|three|big|small|nice|good|bad|best|poor|minor|major|heart|brain|weight|loss|knee|hip|spinal|back|plastic|cosmetic|emergency|elective|planned|dental|eye|she|he|they|you|we|it|been|be|being|as|if|but|so|then|just|only|still|both|each|all|own|full|part|time|agency|work|works|job|outpatient|inpatient|online|sheltered|temporary|residential|funded|university|college|council|village|town|city|ward|discharge|clinical|legal|usual|normal|best|family|current|previous|former|small|busy|young|unregistered|registered|baby|boys|girls|men|women)$/;

/** Small employers, schools, practices and homes by how such names end. National chains and general words pass. */
export function organisations(text: string): Found[] {
  const tailed = each(text, TAILED, 'organisation', (match, before, after) => {
    if (before.endsWith(' v ') || /^ v |^\??\)?,? [[(](?:19|20)\d\d[\])]/.test(after)) return null; // a decided case
    const words = match[0].split(' ');
    let skip = 0;
    while (skip < words.length - 1 && GENERAL.test(words[skip] ?? '')) skip += 1;
    const kept = words.slice(skip);
    if (
      kept.length < 2 ||
      kept.slice(0, -1).every((word) => GENERAL.test(word) || /^(?:of|and|&|the|at)$/.test(word))
    )
      return null;
    if (marksOf(plainWord(kept[0] ?? '')) & BITS.orgs) return null;
    return { start: match.index + match[0].length - kept.join(' ').length, confidence: 'likely' };
  });
  const ysgol = each(text, YSGOL, 'organisation', () => 'likely');
  return [...tailed, ...ysgol, ...withoutCapitals(text)];
}

function withoutCapitals(text: string): Found[] {
  const lower = each(text, LOWER, 'organisation', (match) => {
    const words = (match[1] ?? '').split(' ');
    const tail = words.length - (TWO_WORDS.test(match[0]) ? 2 : 1);
    let first = tail;
    while (first > 0 && !NO_NAME.test(words[first - 1] ?? '')) first -= 1;
    const name = words.slice(first, tail);
    if (name.length === 0 || name.some((word) => marksOf(word) & NO_PLACE)) return null;
    const end = match.index + match[0].length;
    return { start: end - words.slice(first).join(' ').length, end, confidence: 'likely' };
  });
  const mixed = each(text, MIXED, 'organisation', (match) => {
    const marks = marksOf(plainWord(match[1] ?? ''));
    return GENERAL.test(match[1] ?? '') || marks & (NO_PLACE | BITS.places) || isEnglish(marks)
      ? null
      : 'likely';
  });
  return [...lower, ...mixed];
}

const TWO_WORDS = / (?:school|centre|home|house|wash)$/;
const NO_PLACE = BITS.orgs | BITS.medical | BITS.kin | BITS.jobs;
const isEnglish = (marks: number): boolean => (marks & 7) > 0 && (marks & 7) < 4;
