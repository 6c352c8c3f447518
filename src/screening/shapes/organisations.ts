import { marksOf, plainWord, BITS } from '../tagger/words.js';
import { each, type Found } from './found.js';

const WORD = "(?:[A-Z][\\p{L}'’.-]{1,20}|St)";
const TAIL =
  'Ltd|LTD|Limited|LLP|CIC|Primary(?: School| Academy)?|Infants?(?: School)?|Juniors?(?: School)?|Academy|(?:High|Grammar|Secondary|Comprehensive|Special|SLD|Infant|Junior|Prep|Community|Sixth Form) (?:School|College)|Preschool|Pre-school|Nursery|Playgroup|Day Nursery|Surgery|Medical (?:Centre|Practice)|Health Centre|Care Home|Nursing Home|Residential Home|Rest Home|Lettings|Lets|Homecare|Pharmacy|Chemist|Dental(?: Practice| Care)?|Tearooms|Takeaway|Bakery|Butchers|Garage|Motors|Cabs|Taxis|Couriers|Haulage|Scaffolding|Roofing|Catering|Cleaners|Cleaning|Upholstery|Poultry|Logistics|Recruitment|Solicitors|Hair|Nails|Barbers|Salon|Cafe|Café|Grill|Holiday Park|Caravan Park|Contact Centre|Hostel|Guest House';
const TAILED = new RegExp(
  `(?<![\\p{L}\\d])(?:${WORD} (?:(?:of|and|&|the|at) )?){1,4}(?:${TAIL})(?![\\p{L}])(?: (?:Ltd|LTD|Limited))?`,
  'gu',
);
const YSGOL = /(?<![\p{L}])Ysgol(?: (?:y|yr|Y|Yr|[A-ZÂÊÎÔÛŴŶ][\p{L}'’-]{1,20})){1,3}/gu;
const GENERAL =
  /^(?:The|A|An|Our|Your|Their|His|Her|My|Local|Same|New|Old|This|That|Any|Every|Minor|Day|Oral|Eye|Plastic|General|Brain|Heart|Spinal|Major|Royal|National|British|NHS|Private|Public|Community|Hospital|Online|Urgent|Bail|Mental|Sexual|Family|Children['’]s|Women['’]s|Cosmetic|Emergency|Elective|Day|Vascular|Bariatric|Cataract|Hip|Knee|Kennedy|State|Faith|Free|Cheap|Student|Social|Short|Holiday|Approved|Bail|Care|Nursing|Youth|Homeless|From|To|In|At|On|For|With|And|Of|If|When|After|Before|No|Is|Was|Post|Pre)$/;

/** Small employers, schools, practices and homes by how such names end. National chains and general words pass. */
export function organisations(text: string): Found[] {
  const tailed = each(text, TAILED, 'organisation', (match) => {
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
  return [...tailed, ...each(text, YSGOL, 'organisation', () => 'likely')];
}
