import { request } from 'node:http';

export type Page = {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  html: string;
  path: string;
};
export type Sheet = { action: string; fields: [name: string, value: string][] };
type Sent = { method?: string; headers?: Record<string, string>; body?: string | Buffer };

/** A browser without a screen: keeps its cookie, follows where it is sent, reads forms off the page. */
export type PlainClient = ReturnType<typeof createPlainClient>;

export function createPlainClient(url: string) {
  let cookie = '';

  const ask = (path: string, { method = 'GET', headers = {}, body }: Sent = {}): Promise<Page> =>
    new Promise((resolve, reject) => {
      const asked = request(`${url}${path}`, { method, headers: { ...(cookie && { cookie }), ...headers } });
      asked.on('error', reject);
      asked.on('response', (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          cookie = answer.headers['set-cookie']?.[0]?.split(';')[0] ?? cookie;
          const html = Buffer.concat(chunks).toString();
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, html, path });
        });
      });
      asked.end(body);
    });

  const follow = (page: Page): Page | Promise<Page> =>
    page.status === 303 ? ask(String(page.headers['location'])) : page;

  const post = async (path: string, body: string | Buffer, headers: Record<string, string> = {}) => {
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    return follow(await ask(path, { method: 'POST', headers: { ...type, ...headers }, body }));
  };

  /** Sends a form as read off a page, with some fields given another value. */
  const send = (sheet: Sheet, given: Readonly<Record<string, string | readonly string[]>> = {}) => {
    const changed = Object.entries(given).flatMap(([name, all]) => [all].flat().map((each) => [name, each]));
    const kept = sheet.fields.filter(([name]) => !(name in given));
    return post(sheet.action, new URLSearchParams([...kept, ...changed] as [string, string][]).toString());
  };

  return { ask, post, send };
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

const unescape = (text: string): string =>
  text.replace(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);

/** The form on this page that has the words in it, with its hidden fields. @throws Error when there is none. */
export function sheetOf({ html }: Page, words: string): Sheet {
  const found = [...html.matchAll(/<form [^>]*action="([^"]*)"[^>]*>(.*?)<\/form>/gs)].find(([whole]) =>
    whole.includes(words),
  );
  if (!found) throw new Error(`no form with “${words}” on this page`);
  const hidden = (found[2] ?? '').matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g);
  return {
    action: unescape(found[1] ?? ''),
    fields: [...hidden].map(([, name = '', value = '']) => [unescape(name), unescape(value)]),
  };
}

/** What a reader sees: the page without its tags. */
export const wordsOf = ({ html }: Page): string =>
  unescape(html.replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ');
