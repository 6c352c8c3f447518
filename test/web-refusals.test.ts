import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPlainClient, type PlainClient, type Sheet, sheetOf, wordsOf } from './browser/plain-client.js';
import { type SampleWorkspace, startSample } from './browser/sample-workspace.js';

const CHANNEL = '/as/nadia/in/corridor-maternity';

let sample: SampleWorkspace;
let client: PlainClient;
beforeEach(async () => {
  sample = await startSample();
  client = createPlainClient(sample.url);
});
afterEach(() => sample.close());

const fieldOf = (sheet: Sheet, name: string): string =>
  sheet.fields.find(([each]) => each === name)?.[1] ?? '';
const openReferral = async (from = CHANNEL) =>
  client.send(sheetOf(await client.ask(from), 'Refer'), { text: 'refer' });

describe('what is sent twice', () => {
  it('is one event: the same page has the same key, a fresh page another', async () => {
    const sheet = sheetOf(await client.ask(CHANNEL), 'Take it');
    await client.send(sheet);
    await client.send(sheet);
    await client.send(sheetOf(await client.ask(CHANNEL), 'Take it'));
    const [first, again, fresh] = sample.calls.map((call) => call.key);
    expect(again).toBe(first);
    expect(fresh).not.toBe(first);
  });

  it('is one event for a form that was reloaded, and another once it came back to be checked', async () => {
    const opened = await openReferral();
    const sheet = sheetOf(opened, 'Send the referral');
    expect(fieldOf(sheetOf(await client.ask(opened.path), 'Send the referral'), 'key')).toBe(
      fieldOf(sheet, 'key'),
    );
    const checked = await client.send(sheet);
    expect(fieldOf(sheetOf(checked, 'Send the referral'), 'key')).not.toBe(fieldOf(sheet, 'key'));
  });
});

describe('what does not fit is not carried out', () => {
  const OLDER = 'This button is from an older card. Open the newest card.';

  it('a button whose value was altered, or that was copied to another place, person or action', async () => {
    const channel = await client.ask(CHANNEL);
    const take = sheetOf(channel, 'Take it');
    const changes = [
      { value: `${fieldOf(take, 'value')}2` },
      { value: '' },
      { value: fieldOf(take, 'value').replace(/^./, (letter) => (letter === 'a' ? 'b' : 'a')) },
      { place: '' },
      { action: 'referrals.withdraw' },
    ];
    for (const change of changes) expect(wordsOf(await client.send(take, change))).toContain(OLDER);

    const answer = await client.send(sheetOf(channel, 'Send'), { text: 'mine' });
    const told = answer.html.slice(answer.html.indexOf('class="told"'));
    const mine = sheetOf({ ...answer, html: told }, 'Take it');
    const toms = sheetOf(await client.ask(CHANNEL.replace('nadia', 'tom')), 'Take it');
    expect(wordsOf(await client.send(toms, { value: fieldOf(mine, 'value') }))).toContain(OLDER);
    expect(sample.calls.filter((call) => call.kind === 'press')).toEqual([]);
  });

  it('a form whose context was altered, or is another person’s', async () => {
    const mine = sheetOf(await openReferral(), 'Send the referral');
    const toms = sheetOf(await openReferral(CHANNEL.replace('nadia', 'tom')), 'Send the referral');
    const before = sample.calls.length;
    for (const context of ['', 'case-2', `${fieldOf(mine, 'context')}2`, fieldOf(toms, 'context')]) {
      const answered = await client.send(mine, { context });
      expect(wordsOf(answered)).toContain('This form is out of date. Nothing was sent. Open it again.');
    }
    expect(sample.calls).toHaveLength(before);
  });

  it('a page without its token, or with that of another browser or another person', async () => {
    const sheet = sheetOf(await client.ask(CHANNEL), 'Take it');
    const toms = sheetOf(await client.ask(CHANNEL.replace('nadia', 'tom')), 'Take it');
    const other = sheetOf(await createPlainClient(sample.url).ask(CHANNEL), 'Take it');
    for (const csrf of ['', 'x'.repeat(23), fieldOf(toms, 'csrf'), fieldOf(other, 'csrf')]) {
      const page = await client.send(sheet, { csrf });
      expect(page.status).toBe(403);
      expect(wordsOf(page)).toContain('This page is out of date. Nothing was sent.');
    }
    const withoutCookie = await createPlainClient(sample.url).send(sheet);
    expect(withoutCookie.status).toBe(403);
    expect(sample.calls).toEqual([]);
  });

  it('a body that is too large, packed, of another kind, no text, or without its key', async () => {
    const sheet = sheetOf(await client.ask(CHANNEL), 'Send');
    const body = new URLSearchParams([...sheet.fields, ['text', 'help']]).toString();
    const limit = 1024 * 1024;
    const padded = (bytes: number) => `${body}&pad=${'x'.repeat(bytes - body.length - 5)}`;
    const status = async (sent: string | Buffer, headers?: Record<string, string>) =>
      (await client.post(sheet.action, sent, headers)).status;

    expect(await status(padded(limit))).toBe(200);
    expect(await status(padded(limit + 1))).toBe(413);
    expect(await status(padded(limit + 1), { 'transfer-encoding': 'chunked' })).toBe(413);
    expect(await status(gzipSync(body), { 'content-encoding': 'gzip' })).toBe(413);
    expect(await status(body, { 'content-type': 'application/json' })).toBe(400);
    expect(await status(body, { 'content-type': 'application/x-www-form-urlencoded; charset=utf-16' })).toBe(
      400,
    );
    expect(await status('')).toBe(400);
    expect(await status(`${body}&a=%E0%A4%A`)).toBe(400);
    expect(await status(Buffer.concat([Buffer.from(`${body}&a=`), Buffer.from([0xff, 0xfe])]))).toBe(400);
    expect(await status(`${body}${'&a=b'.repeat(1_000)}`)).toBe(400);
    expect(await status(body.replace(/key=[^&]*/, 'key=1'))).toBe(400);
    expect(sample.calls).toHaveLength(1);
  });

  it('names that belong to the language itself', async () => {
    const sheet = sheetOf(await openReferral(), 'Send the referral');
    await client.send(sheet, { 'one.__proto__': 'x', 'one.constructor': 'y', __proto__: 'z' });
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
    expect((await client.ask(CHANNEL)).status).toBe(200);
  });
});

describe('who may ask', () => {
  it('only this machine by its own names', async () => {
    const port = new URL(sample.url).port;
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`, 'localhost']) {
      expect((await client.ask('/', { headers: { host } })).status).toBe(200);
    }
    for (const host of [
      'evil.example',
      `localhost.evil.example:${port}`,
      '127.0.0.1.evil.example',
      '192.168.1.2',
      'localhost:x',
    ]) {
      const page = await client.ask('/as/nadia', { headers: { host } });
      expect([400, 403]).toContain(page.status);
      expect(page.html).not.toContain('Nadia');
    }
  });

  it('nobody finds what is not there, not theirs, or asked for in another way', async () => {
    const gone = [
      '/nowhere',
      '/as/nobody',
      '/as/nadia/in/advice-triage',
      '/as/nadia/in/nowhere',
      '/as/nobody/form/x',
      '/as/%zz',
      '/assets/x.css',
    ];
    for (const path of gone) {
      const page = await client.ask(path);
      expect(page.status).toBe(404);
      expect(page.html).toContain('href="/"');
    }
    const sheet = sheetOf(await client.ask(CHANNEL), 'Send');
    expect((await client.send({ ...sheet, action: '/as/nadia/dance' })).status).toBe(404);
    expect((await client.send({ ...sheet, action: '/as/nobody/say' })).status).toBe(404);
    expect((await client.send(sheet, { place: 'advice-triage', text: 'mine' })).status).toBe(404);
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS'])
      expect((await client.ask('/', { method })).status).toBe(404);
    expect(sample.calls).toEqual([]);
  });

  it('where nobody may choose who to be, there is nothing to see', async () => {
    await sample.close();
    sample = await startSample({ local: null });
    client = createPlainClient(sample.url);
    expect(wordsOf(await client.ask('/'))).toContain('It answers in your chat');
    expect((await client.ask('/as/nadia')).status).toBe(404);
    expect((await client.post('/as/nadia/say', 'text=help')).status).toBe(404);
  });
});

describe('every answer', () => {
  it('is protected, kept by nobody, and asks nothing of anybody else', async () => {
    const pages = [
      await client.ask('/'),
      await client.ask(CHANNEL),
      await openReferral(),
      await client.ask('/nowhere'),
    ];
    for (const { headers, html } of pages) {
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers['content-security-policy']).not.toContain('unsafe');
      expect(headers).toMatchObject({
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      });
      expect(html).not.toMatch(/(?:src|href|action)="(?!\/|#|data:,)/);
      expect(html).not.toMatch(/ style=| on[a-z]+=/);
    }
    const cookie = (await createPlainClient(sample.url).ask('/')).headers['set-cookie']?.[0];
    expect(cookie).toMatch(/^corridor=[^;]+; Path=\/; HttpOnly; SameSite=Strict$/);
    const [style = ''] = /\/assets\/[^"]*corridor\.css/.exec(pages[0]?.html ?? '') ?? [];
    const asset = await client.ask(style);
    expect(asset.headers).toMatchObject({
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect(asset.headers['set-cookie']).toBeUndefined();
  });

  it('is one plain sentence when something breaks, and the log has no words of anybody’s', async () => {
    sample.answer = () => Promise.reject(new Error('Jade told me'));
    const sheet = sheetOf(await client.ask(CHANNEL), 'Send');
    const page = await client.send(sheet, { text: 'mine Jade' });
    expect(page.status).toBe(500);
    expect(wordsOf(page)).toContain('Something went wrong on our side.');
    expect(page.html + sample.logged.join('')).not.toContain('Jade');
    expect(sample.logged.join('')).toContain('"event":"web.failed"');
    expect((await client.ask(CHANNEL)).status).toBe(200);
  });
});
