import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkFile } from '../src/features/partnerships/schema/check.js';
import { sampleText } from './support/partnership.js';

const good = sampleText('maternity');

/** The sample with one piece of text, which must be there once, replaced. */
function edited(from: string, to: string): string {
  expect(good.split(from), from).toHaveLength(2);
  return good.replace(from, () => to);
}

const mistakesIn = (text: string) => {
  const checked = checkFile(text);
  return checked.kind === 'wrong' ? checked.mistakes : [];
};

const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length;

type Case = [title: string, from: string, to: string, at: string, key: string, says: RegExp];

// `at` is a piece of the edited file that stands on the line to be named, and nowhere before it.
const CASES: Case[] = [
  ['no duty line', 'dutyLine: 0151 496 0130\n', '\n', '# A partnership, whole', 'dutyLine', /^is missing: write the telephone number .*0151/],
  ['a duty line nobody can ring', 'dutyLine: 0151 496 0130', 'dutyLine: the front desk', 'the front desk', 'dutyLine', /^should be a telephone number first/],
  ['a duty line left empty', 'dutyLine: 0151 496 0130', 'dutyLine:', 'dutyLine:', 'dutyLine', /^is missing/],
  ['a prefix in small letters', 'prefix: WIR', 'prefix: wir', 'prefix: wir', 'prefix', /two to four capital letters/],
  ['a nation there is no law for', 'nation: E #', 'nation: EU #', 'nation: EU', 'nation', /“EU” is not known here: write one of E, W, S, NI/],
  ['a time zone that does not exist', 'Europe/London', 'Europe/Wirral', 'Europe/Wirral', 'timeZone', /name of a time zone, such as Europe\/London/],
  ['a promise that is not a number', 'referralDays: 3', 'referralDays: soon', 'referralDays: soon', 'promise.referralDays', /whole number from 1 to 30/],
  ['a promise of no hours', 'consultationHours: 8', 'consultationHours: 0', 'consultationHours: 0', 'promise.consultationHours', /from 1 to 80/],
  ['text that goes at once', 'textDays: 90', 'textDays: 0', 'textDays: 0', 'retention.textDays', /from 1 to 3650/],
  ['text kept a negative time', 'textDays: 90', 'textDays: -1', 'textDays: -1', 'retention.textDays', /from 1 to/],
  ['an unknown share level', 'shareDefault: none', 'shareDefault: all', 'shareDefault: all', 'shareDefault', /“all” is not known here: write one of none, status, summary/],
  ['agreement words without the service', 'situation to {service}, who', 'situation to advisers, who', 'words: >-', 'agreement.words', /with \{service\} where its name belongs/],
  ['a deputy who is not a member', 'deputy: ruth', 'deputy: roth', 'deputy: roth', 'people.deputy', /key of somebody under members/],
  ['a deputy who is the champion', 'deputy: ruth', 'deputy: bev', 'deputy: bev', 'people.deputy', /somebody else than the champion/],
  ['no privacy lead', '  privacyLead: imran\n', '', 'people:', 'people.privacyLead', /^is missing/],
  ['no safety officer', '  clinicalSafetyOfficer: helen\n', '', 'people:', 'people.clinicalSafetyOfficer', /^is missing/],
  ['an unknown issue', '  - employment\n', '  - employement\n', 'employement', 'issues[4].key', /“employement” is not known here: .*employment/],
  ['an issue twice', '  - employment\n', '  - housing\n', '- housing\n  - discrimination', 'issues[4]', /housing stands here twice/],
  ['no “not sure”', '  - hardship\n  - other\n', '  - hardship\n', 'issues:\n', 'issues', /should have other/],
  ['a service for an issue that is off', 'issues: [maternity, housing, employment, discrimination, immigration', 'issues: [maternity, consumer, employment, discrimination, immigration', 'issues: [maternity, consumer', 'services.mersey-law-casework.issues[1]', /consumer is not among this partnership’s issues/],
  ['words for an audience there is not', '  maternity:\n    person', '  midwives:\n    person', '  midwives:', 'words.midwives', /not a key Corridor knows here; it knows maternity, health/],
  ['a key that is misspelt', 'serviceLabel: Maternity', 'servicelabel: Maternity', 'servicelabel', 'servicelabel', /not a key Corridor knows here; it knows key, name, prefix/],
  ['no lawful basis', '      article6: 6(1)(f)\n      article9: 9(2)(f)\n      notice: https://harbour', '      article9: 9(2)(f)\n      notice: https://harbour', 'controller:\n      name: Harbour', 'organisations.harbour.controller.article6', /basis in Article 6, such as 6\(1\)\(e\)/],
  ['a notice that is no link', 'https://harbouradvice.example/privacy', 'see our website', 'see our website', 'organisations.harbour.controller.notice', /begins with https/],
  ['a kind of organisation that is not known', 'kind: law-centre', 'kind: lawcentre', 'lawcentre', 'organisations.mersey-law.kind', /law-centre/],
  ['a regulation that is not known', '[FCA-exempt, AQS]', '[FCA-exempt, AQX]', 'AQX', 'organisations.harbour.regulations[1]', /“AQX” is not known here/],
  ['debt advice nobody may give', 'regulations: [FCA-exempt, AQS]', 'regulations: [AQS]', 'issues: [maternity, benefits', 'services.harbour-maternity.issues[2]', /debt may only be answered by an adviser with FCA or FCA-exempt/],
  ['a solicitor without SRA', 'role: solicitor\n    regulations: [SRA]\n    accounts:\n      web: owen', 'role: solicitor\n    regulations: [IAA]\n    accounts:\n      web: owen', 'role: solicitor\n    regulations: [IAA]', 'members.owen.role', /needs SRA/],
  ['a site of an organisation that is not there', 'organisation: dock-road\n    setting', 'organisation: dock-rode\n    setting', 'dock-rode', 'sites.dock-road-surgery.organisation', /one of the organisations/],
  ['a member at a site that is not there', 'site: dock-road-surgery', 'site: surgery', 'site: surgery', 'members.tom.site', /one of the sites/],
  ['a role that is not known', 'role: link-worker', 'role: linkworker', 'role: linkworker', 'members.tom.role', /“linkworker” is not known here: .*link-worker/],
  ['the champion’s duty in a member’s entry', 'duties: [administrator]', 'duties: [champion]', 'duties: [champion]', 'members.imran.duties[0]', /stand under people/],
  ['secure e-mail without an address', '    secureEmail: intake@merseyshorelaw.example\n', '', 'handover: [secure-email, person-held]\n    capacity', 'services.mersey-law-casework.handover', /write the address under secureEmail/],
  ['an address that is no address', 'intake@merseyshorelaw.example', 'the intake desk', 'the intake desk', 'services.mersey-law-casework.secureEmail', /an address that takes secure e-mail/],
  ['a hand-over that is not known', 'handover: [secure-email, person-held]\n    secureEmail: intake', 'handover: [fax, secure-email]\n    secureEmail: intake', 'fax', 'services.mersey-law-casework.handover[0]', /“fax” is not known here/],
  ['a capacity note that is too long', 'urgent cases first', 'urgent cases before any others', 'before any others', 'services.mersey-law-casework.capacity.note', /at most 24 characters/],
  ['a day that does not exist', 'asOf: 2026-11-20', 'asOf: 2026-02-30', '2026-02-30', 'services.mersey-law-casework.capacity.asOf', /a day that exists, written like 2026-11-23/],
  ['a service with nowhere to arrive', '    triage:\n      web: mersey-law-triage\n', '', 'mersey-law-casework:', 'services.mersey-law-casework', /needs a triage channel/],
  ['a service where nobody is an adviser', 'organisation: mersey-law\n    issues', 'organisation: dock-road\n    issues', 'organisation: dock-road\n    issues', 'services.mersey-law-casework.organisation', /no adviser among its members/],
  ['a Slack channel by its name', '  web: corridor\n', '  web: corridor\n  slack: "T0123ABCD/#maternity"\n', '#maternity', 'channels.slack', /is a name, and names change: write the id, .*T0123ABCD\/C0456EFGH/],
  ['a bare channel name', '  web: corridor\n', '  web: corridor\n  slack: "#maternity"\n', '#maternity', 'channels.slack', /is a name, and names change/],
  ['a direct message as a channel', '  web: corridor\n', '  web: corridor\n  slack: T0123ABCD/D0456EFGH\n', 'D0456EFGH', 'channels.slack', /Slack workspace and channel id/],
  ['a Slack member by name', '      web: nadia\n', '      slack: T0123ABCD/@nadia\n', '@nadia', 'members.nadia.accounts.slack', /is a name, and names change: write the id/],
  ['a Slack account without its workspace', '      web: nadia\n', '      slack: U0456EFGH\n', 'slack: U0456EFGH', 'members.nadia.accounts.slack', /such as T0123ABCD\/U0456EFGH/],
  ['a Teams account that is an e-mail address', '      web: nadia\n', '      teams: nadia@riverside.example\n', 'nadia@riverside', 'members.nadia.accounts.teams', /Entra tenant and object id/],
  ['an account object with another key', '      web: nadia\n', '      slack: { tenant: T0123ABCD, member: U0456EFGH }\n', 'member: U0456EFGH', 'members.nadia.accounts.slack', /Slack workspace and member id/],
  ['a platform there is not', '      web: nadia\n', '      whatsapp: nadia\n', 'whatsapp: nadia', 'members.nadia.accounts.whatsapp', /it knows slack, teams, web/],
  ['two people with one account', '      web: tom\n', '      web: nadia\n', 'web: nadia\n  priya', 'members.tom.accounts.web', /somebody in this file has already/],
  ['one channel for two things', '  web: corridor\n', '  web: harbour-triage\n', 'web: harbour-triage\n      # slack', 'services.harbour-maternity.triage.web', /has another use in this file already/],
  ['a member twice', '  ruth:\n', '  bev:\n', 'bev:\n    name: Ruth', 'members.bev', /stands here twice/],
  ['a key with a capital letter', '  ruth:\n', '  Ruth:\n', 'Ruth:', 'members.Ruth', /a short name of small letters/],
  ['a key that is no name at all', '  ruth:\n', '  __proto__:\n', '__proto__', 'members', /has a key that is not made of letters/],
  ['a list where a block belongs', 'promise:\n  consultationHours: 8 # working hours\n  referralDays: 3 # working days', 'promise: [8, 3]', 'promise: [8, 3]', 'promise', /a block with the keys consultationHours, referralDays/],
  ['a name that turns the text around', 'name: Tom Ellison', 'name: "Tom \\u202Enosille"', 'nosille', 'members.tom.name', /name as colleagues know it/],
  ['an alias', 'deputy: ruth', 'deputy: *somebody', '*somebody', 'people.deputy', /alias/],
  ['a tag', 'deputy: ruth', 'deputy: !who ruth', '!who', '', /Tags that begin with “!”/],
  ['a tab', '  champion: bev', '\tchampion: bev', '\tchampion', '', /indented with a tab/],
  ['a colon in a value', 'name: Wirral Maternity Rights Partnership', 'name: Wirral: Rights', 'Wirral: Rights', '', /two “key:” on this line/],
  ['a quote that never ends', 'name: Wirral Maternity Rights Partnership', 'name: "Wirral', 'name: "Wirral', '', /closing quote/],
  ['two documents', 'channels:\n', '---\nchannels:\n', '---\n', '', /one file holds one partnership/],
]; // prettier-ignore

describe('a partnership file with', () => {
  it.each(CASES)('%s is told so, with the line and the key', (_title, from, to, at, key, says) => {
    const text = edited(from, to);
    const named = mistakesIn(text).filter((each) => each.key === key && says.test(each.message));
    expect(named.map(({ line }) => line)).toEqual([lineOf(text, at)]);
  });
});

describe('a partnership file', () => {
  it.each(['maternity', 'renal'] as const)('%s is good', (name) => {
    expect(mistakesIn(sampleText(name))).toEqual([]);
  });

  it('hears of all its mistakes at once, in the order of the lines', () => {
    const text = edited('nation: E #', 'nation: EU #')
      .replace('deputy: ruth', 'deputy: roth')
      .replace('role: link-worker', 'role: linkworker')
      .replace('      web: owen\n', '      web: sam\n');
    const mistakes = mistakesIn(text);
    expect(mistakes.map(({ key }) => key)).toEqual(['nation', 'people.deputy', 'members.tom.role', 'members.owen.accounts.web']);
    expect(mistakes.map(({ line }) => line)).toEqual(mistakes.map(({ line }) => line).sort((one, two) => one - two));
  }); // prettier-ignore

  it.each(['', '# nothing yet\n'])('that is empty (%j) is told so', (text) => {
    expect(mistakesIn(text)).toEqual([{ line: 1, key: '', message: 'The file is empty.' }]);
  });

  it('that is only a word is told what belongs there', () => {
    const [mistake, ...others] = mistakesIn('hello');
    expect(mistake).toMatchObject({ line: 1, key: '' });
    expect(mistake?.message).toMatch(/^should be a block with the keys key, name/);
    expect(others).toEqual([]);
  });

  it('over 1 MiB is not read, one byte less is', () => {
    const filler = (bytes: number) => good + '#'.repeat(bytes - Buffer.byteLength(good));
    expect(mistakesIn(filler(1_048_576))).toEqual([]);
    expect(mistakesIn(filler(1_048_577))).toEqual([
      { line: 1, key: '', message: 'The file is larger than 1 MiB: is it the right one?' },
    ]);
  });

  it.each([
    ['brackets', '['.repeat(200_000)],
    ['braces', '{a: '.repeat(100_000)],
    ['brackets over lines', '[\n'.repeat(100_000)],
    ['dashes', '- '.repeat(100_000)],
    ['question marks', '? '.repeat(100_000)],
    ['indentation', Array.from({ length: 1_200 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
  ])('nested without end in %s is refused and the process lives', (_title, text) => {
    expect(mistakesIn(text)[0]?.message).toBe('This is nested too deep for a partnership’s file.');
  });

  it('with aliases of aliases is refused before they are written out', () => {
    const levels = Array.from({ length: 30 }, (_, at) => `a${at + 1}: &a${at + 1} [*a${at}, *a${at}]`);
    const mistakes = mistakesIn(['a0: &a0 x', ...levels].join('\n'));
    expect(mistakes.filter(({ message }) => message.includes('alias')).length).toBe(60);
  });

  it('with sixty thousand keys is judged without comparing each with each', () => {
    const keys = Array.from({ length: 60_000 }, (_, at) => `k${at}: 1`).join('\n');
    expect(mistakesIn(keys).filter(({ key }) => key.startsWith('k')).length).toBeGreaterThanOrEqual(60_000);
  });

  it('keeps a telephone number’s zero and a nation that looks like “no”', () => {
    const checked = checkFile(edited('0151 496 0130', '01514960130').replace('nation: E #', 'nation: NI #'));
    expect(checked).toMatchObject({ kind: 'ok', file: { dutyLine: '01514960130', nation: 'NI' } });
  });

  it('knows one person’s several accounts, in short and in long', () => {
    const accounts = '      slack: [T0123ABCD/U0456EFGH, { tenant: T0999ZZZZ, user: W0888YYYY }]\n';
    const checked = checkFile(edited('      web: nadia\n', accounts));
    expect(checked.kind === 'ok' && checked.file.members['nadia']?.accounts).toEqual([
      { platform: 'slack', tenant: 'T0123ABCD', user: 'U0456EFGH' },
      { platform: 'slack', tenant: 'T0999ZZZZ', user: 'W0888YYYY' },
    ]);
  });
});

describe('whatever the text', () => {
  it('an answer comes, never a fault', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => answers(text)));
  });

  it('a mutilated file gets an answer too', () => {
    const piece = fc.constantFrom('', ': ', '- ', '[', '}', '"', "'", '&a ', '*a', '\t', '|\n', '\u0000', '---\n', '!!map ', '#', '\r', '? ');
    const cut = fc.tuple(fc.nat(good.length), fc.nat(80), piece);
    fc.assert(
      fc.property(fc.array(cut, { minLength: 1, maxLength: 4 }), (cuts) =>
        answers(cuts.reduce((text, [at, length, insert]) => text.slice(0, at) + insert + text.slice(at + length), good)),
      ),
      { numRuns: 150 },
    );
  }); // prettier-ignore

  it('any value under any key gets an answer', () => {
    const keys = ['key', 'members', 'services', 'channels', 'issues', 'people', 'accounts', 'slack', 'nadia', 'constructor'];
    const value = fc.object({ key: fc.constantFrom(...keys), maxDepth: 4 });
    fc.assert(fc.property(value, (each) => answers(JSON.stringify(each))));
  }); // prettier-ignore

  function answers(text: string) {
    const checked = checkFile(text);
    if (checked.kind === 'ok') return;
    expect(checked.mistakes.length).toBeGreaterThan(0);
    const last = text.split(/\r\n?|\n/).length;
    for (const { line } of checked.mistakes) expect(line >= 1 && line <= last).toBe(true);
  }
});
