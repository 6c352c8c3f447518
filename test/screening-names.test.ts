import { describe, expect, it } from 'vitest';
import { inspect, screen } from '../src/screening/index.js';

const names = (text: string): string[] =>
  screen(text)
    .filter(({ kind }) => kind === 'name')
    .map(({ start, end }) => text.slice(start, end));

describe('names of every origin common in the UK', () => {
  const PEOPLE: Record<string, readonly string[]> = {
    English: ['Margaret Entwistle', 'Gary Hargreaves', 'Chloe Sidebottom'],
    Welsh: ['Angharad Prosser', 'Gruffydd Llewellyn', 'Delyth Pugh'],
    Scottish: ['Eilidh MacAskill', 'Ruaridh Urquhart', 'Morag Sutherland'],
    Irish: ['Niamh O’Shaughnessy', 'Diarmuid Geoghegan', 'Aoife Mulholland'],
    'South Asian': ['Nusrat Begum', 'Harjinder Dhaliwal', 'Lakshmi Subramaniam'],
    'East Asian': ['Nguyen Thi Lan', 'Xiaoming Zhao', 'Siu Ling Wong'],
    African: ['Oluwaseun Adebayo', 'Selamawit Tesfaye', 'Akosua Boateng'],
    Caribbean: ['Delroy Pinnock', 'Shanice Braithwaite', 'Winsome Gayle'],
    Arabic: ['Khawla Al-Rashid', 'Mustafa Haddad', 'Soraya Tavakoli'],
    Turkish: ['Zeynep Yılmaz', 'Hüseyin Öztürk', 'Androulla Charalambous'],
    Polish: ['Katarzyna Wiśniewska', 'Paweł Kowalczyk', 'Agnieszka Nowak'],
    European: ['Ionuț Popescu', 'Oksana Kovalenko', 'João Ferreira'],
  };
  for (const [origin, people] of Object.entries(PEOPLE)) {
    for (const person of people) {
      it(`finds a name of ${origin} origin: ${person}`, () => {
        const text = `Could someone ring ${person} about the eviction?`;
        expect(names(text).join(' ')).toBe(person);
      });
      it(`finds it in lower case: ${person}`, () => {
        const text = `saw ${person.toLowerCase()} today, landlord wants her out`;
        expect(names(text).join(' ')).toContain(person.toLowerCase().split(' ')[0]);
      });
    }
  }
});

describe('how people are spoken of', () => {
  const CASES: readonly (readonly [string, string])[] = [
    ['Spoke to Priya about the form.', 'Priya'],
    ["nasreen's landlord has been round", 'nasreen'],
    ['her son Kofi translates', 'Kofi'],
    ['Mrs Lovelace has had a fall', 'Lovelace'],
    ['mr olaniyan rang', 'olaniyan'],
    ['Letter from R. Venkataraman enclosed', 'R. Venkataraman'],
    ['Her keyworker Lyndon will come', 'Lyndon'],
    ['Baby Zaynab is three weeks old', 'Zaynab'],
    ['Thanks, Bronwen', 'Bronwen'],
    ['CLIENT KAYODE ADEYEMI IS ON UC', 'KAYODE ADEYEMI'],
    ['Will rang this morning about the deposit', 'Will'],
    ['Spoke to Grace, who may have to leave', 'Grace'],
    ['Dr Good is good at letters', 'Good'],
    ['Mr Young has a young family', 'Young'],
    ['fadumo\u200b warsame is homeless', 'fadumo\u200b warsame'],
    ['Аmina Yusuf is homeless', 'Аmina Yusuf'],
  ];
  for (const [text, name] of CASES)
    it(`finds the name in: ${text}`, () => expect(names(text)).toContain(name));
});

describe('what is no person’s name', () => {
  const PASS = [
    'Will she lose the flat? May she appeal? Mark it as urgent, please.',
    'Grace period for rent, and no hope of a reply',
    'Bishop score 6, Apgar 9, Moro reflex present, Braxton Hicks only',
    'Parkinson’s and Crohn’s, and now the landlord',
    'Samuels v Birmingham and Hotak v Southwark were quoted',
    'Macmillan, Marie Curie, Shelter and Citizens Advice have all been tried',
    'Alder Hey and Great Ormond Street both wrote letters',
    'She came from Lagos to Leeds, and the council is Lambeth',
    'Patient A shares a room with Ms X and Baby D',
    'The interpreter speaks Punjabi, Polish and Tigrinya',
    'On sertraline, Humira and Ozempic, prescriptions cost too much',
    'The landlord has served a section 21 notice on a woman of 34 who is 28 weeks pregnant. What can she do?',
  ];
  for (const text of PASS) it(`passes: ${text}`, () => expect(names(text)).toEqual([]));
});

describe('the softer list', () => {
  it('never repeats what is already stopped', () => {
    const { findings, doubts } = inspect(
      'Spoke to Priya Nair and to Hope in the hostel, and the tall one called Spanner.',
    );
    expect(findings.length).toBeGreaterThan(0);
    for (const doubt of doubts)
      expect(findings.some((each) => each.start < doubt.end && doubt.start < each.end)).toBe(false);
  });
});
