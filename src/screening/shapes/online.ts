import { each, type Found } from './found.js';

const DOT = '(?: ?\\. ?| ?[[({<] ?(?:dot|\\.) ?[\\])}>] ?| dot | punto )';
const AT = '(?: {0,2}@ {0,2}| ?[[({<] ?(?:at|@) ?[\\])}>] ?| at )';
const LOCAL = "[\\w%+'-]{1,64}";
/** Everything around an @, or around "at" when the rest is an address spelt out. */
const EMAIL = new RegExp(
  `(?<![\\w.%+-])(?:${LOCAL}(?:\\.|${DOT})){0,4}${LOCAL}${AT}[a-z0-9-]{1,40}(?:${DOT}[a-z0-9-]{2,24}){1,4}`,
  'gi',
);
/** What an address that is spelt out cannot do without: a word or a bracket for its marks, or a mail provider's name. */
const SPELT =
  / dot |[[({<] ?(?:dot|\.|at|@) ?[\])}>]| at (?:gmail|googlemail|hotmail|outlook|yahoo|ymail|icloud|live|msn|aol|proton|nhs|btinternet|sky|talktalk|virginmedia|me|mail|gmx)/i;
const PROVIDER =
  /^(?:gmail|googlemail|hotmail|outlook|yahoo|ymail|icloud|live|msn|aol|proton|protonmail|nhs|btinternet|sky|talktalk|virginmedia|me|mail|gmx)$/i;
const PUBLIC_DOMAIN =
  /(?:^|[/.@])(?:nhs\.net|gov\.uk|gov\.scot|gov\.wales|nhs\.uk|nhs\.scot|parliament\.uk|legislation\.gov\.uk|citizensadvice\.org\.uk|shelter\.org\.uk|bailii\.org|nice\.org\.uk|mind\.org\.uk|turn2us\.org\.uk|entitledto\.co\.uk|acas\.org\.uk|cpag\.org\.uk|ageuk\.org\.uk|scope\.org\.uk|mencap\.org\.uk|rightsnet\.org\.uk|bbc\.co\.uk|wikipedia\.org|google\.com|who\.int|lawsociety\.org\.uk|judiciary\.uk|stepchange\.org|nationaldebtline\.org|freemovement\.org\.uk|refuge\.org\.uk|rcn\.org\.uk|bma\.org\.uk|nmc\.org\.uk)/i;

const SIMPLE = /(?<![\w.%+-])[\w.%+'-]{1,64} {0,1}@ {0,1}[a-z0-9-]{1,40}(?:\.[a-z0-9-]{2,24}){1,4}/gi;

/** E-mail addresses, also spelt out ("jo dot lee at mail dot org"). */
export function emails(text: string): Found[] {
  const simple = text.includes('@')
    ? each(text, SIMPLE, 'email', (match) =>
        /@ ?\d[\d.]{0,40}$/.test(match[0]) || / @\w/.test(match[0]) ? null : 'certain',
      )
    : [];
  if (!SPELT.test(text)) return simple;
  const spelt = each(text, EMAIL, 'email', (match) => {
    const whole = match[0];
    const words = / dot |[[({<] ?(?:dot|\.|at|@) ?[\])}>]/i.test(whole);
    const domain = /(?:@| at |[\])}>]) {0,2}([a-z0-9-]{1,40})/i.exec(whole)?.[1] ?? '';
    if (words && /@| at |[\])}>]/i.test(whole)) return /\S@\S{1,40}\.\S/.test(whole) ? null : 'certain';
    return PROVIDER.test(domain) && / at /i.test(whole) ? 'likely' : null;
  });
  return [...simple, ...spelt];
}

const LINK = /(?<![\w@])(?:https?:\/\/|hxxps?:\/\/|www\.)[^\s<>"')\]]{3,300}/gi;
const DOMAIN =
  /(?<![\w@.-])[a-z0-9][a-z0-9-]{1,40}(?:\.[a-z0-9-]{2,40}){0,3}\.(?:example|com|co\.uk|org\.uk|org|net|uk|io|me|info|biz|eu|ie|wales|scot|cymru|app|blog|site|online|shop|tv|us|ca|fr|de|pl|ro)(?:\/[^\s<>"')\]]{0,200})?(?![a-z0-9])/gi;
const HANDLE = /(?<![\w.@<])@[A-Za-z][\w.]{2,30}(?<!\.)/g;
const NOBODY =
  /^@(?:here|channel|everyone|all|home|work|team|links?|school|night|least|once|triage|clinic|hospital|present|nhs|gp|risk)$/i;

/** Links, bare web addresses and user names. Well-known public sites pass unless a page on them could be personal. */
export function webAddresses(text: string): Found[] {
  const handles = each(text, HANDLE, 'web-address', (match) => (NOBODY.test(match[0]) ? null : 'likely'));
  if (!/[a-z0-9-]\.[a-z]{2}|https?:|hxxp/i.test(text)) return handles;
  const link = each(text, LINK, 'web-address', (match) => {
    const cut = match[0].replace(/[.,;:!?]{1,5}$/, '');
    return PUBLIC_DOMAIN.test(cut) ? null : { end: match.index + cut.length };
  });
  const domain = each(text, DOMAIN, 'web-address', (match) =>
    PUBLIC_DOMAIN.test(match[0]) || /\.(?:me|us|site|online|app|tv|blog|shop|info)$/i.test(match[0])
      ? null
      : 'likely',
  );
  return [...link, ...domain, ...handles];
}

const IP4 = /(?<![\d.v])(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}(?!\.?\d)/g;
const IP6 = /(?<![\w:])(?:[\da-f]{1,4}:){2,7}(?::[\da-f]{1,4}(?::[\da-f]{1,4}){0,5}|[\da-f]{1,4})(?![\w:])/gi;
const VERSION =
  /\b(?:v|ver|version|versions|release|error|policy|code|section|para(?:graph)?|part|chapter|requirements|framework|clause|standard|update|build|firmware|plan|rule|spec|appendix|annex|schedule|eds)\b[^.\n]{0,14}$/i;

/** Internet addresses, but not version and paragraph numbers with three dots. */
export function internetAddresses(text: string): Found[] {
  const four = each(text, IP4, 'ip-address', (match, before) => {
    if (/\bip\b|login|logged|traced|address/i.test(before)) return 'certain';
    return VERSION.test(before) || !match[0].split('.').some((part) => Number(part) > 31) ? null : 'likely';
  });
  const six = each(text, IP6, 'ip-address', (match) =>
    /::|[a-f]/i.test(match[0]) && /\d/.test(match[0]) ? 'certain' : null,
  );
  return [...four, ...six];
}
