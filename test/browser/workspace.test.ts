import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type SampleWorkspace, startSample } from './sample-workspace.js';
import { faultsOf, openBrowser, overflowOf, SIZES } from './support.js';

let browser: Browser;
let sample: SampleWorkspace;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  sample = await startSample();
});
afterEach(() => sample.close());

/** A window onto the workspace that remembers what it complained of and whom it asked. */
async function openWindow(options: Parameters<Browser['newContext']>[0] = {}) {
  const context: BrowserContext = await browser.newContext({ locale: 'en-GB', ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (fault) => complaints.push(fault.message));
  page.on('request', (asked) => {
    if (!asked.url().startsWith(sample.url) && !asked.url().startsWith('data:')) complaints.push(asked.url());
  });
  return { page, complaints, close: () => context.close() };
}

const focused = (page: Page): Promise<string> => page.evaluate<string>('document.activeElement.id');
const focusedText = (page: Page): Promise<string> =>
  page.evaluate<string>('document.activeElement.textContent.trim()');

/** Goes through every kind of page, the ones that only come of doing something included. */
async function visitAll(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  await page.goto(sample.url);
  await look('start');
  await page.getByRole('link', { name: 'Act as Nadia Rahman' }).click();
  await look('direct messages');
  await page.getByRole('link', { name: 'Maternity and advice' }).click();
  await look('channel');
  await page.getByText('Withdraw', { exact: true }).click();
  await page.getByText('Be somebody else').click();
  await page.getByText('More, or type a command').click();
  await look('channel, everything opened');
  await page.getByRole('button', { name: 'Refer', exact: true }).click();
  await look('form');
  await page.getByRole('button', { name: 'Send the referral' }).click();
  await look('form to check');
  await page.getByLabel('What happened?').fill('Taken off the rota.');
  await page.getByRole('button', { name: 'Send the referral' }).click();
  await look('private answer');
  await page.getByRole('button', { name: 'A day on' }).click();
  await look('clock moved');
}

describe.each(SIZES)('on a $name', ({ width, height }) => {
  it('every page is clean for axe, fits the window and asks nobody else for anything', async () => {
    const { page, complaints, close } = await openWindow({ viewport: { width, height } });
    const found: string[] = [];
    await visitAll(page, async (name) => {
      found.push(...(await faultsOf(page)).map((fault) => `${name}: ${fault}`));
      if ((await overflowOf(page)) > 0) found.push(`${name}: must be scrolled sideways`);
    });
    await page.goto(`${sample.url}/as/nadia/form/gone`);
    found.push(...(await faultsOf(page)));
    expect(found).toEqual([]);
    // The browser itself says that the last page was not found; nothing else may be said.
    expect(complaints.filter((each) => !each.includes('404'))).toEqual([]);
    await close();
  });
});

describe('with the keyboard alone', () => {
  it('one gets past the top, refers somebody, and is taken to what came of it', async () => {
    const { page, close } = await openWindow();
    await page.goto(`${sample.url}/as/nadia/in/corridor-maternity`);
    await page.keyboard.press('Tab');
    expect(await focusedText(page)).toBe('Skip to the page’s content');
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('main');
    while ((await focusedText(page)) !== 'Refer') await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/form/**');

    while ((await focusedText(page)) !== 'Send the referral') await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    expect(await focused(page)).toBe('errors');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('field-summary');
    await page.keyboard.type('Taken off the rota.');
    while ((await focusedText(page)) !== 'Send the referral') await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Only you can see this').waitFor();
    expect(await focused(page)).toBe('told');
    expect(sample.calls.at(-1)).toMatchObject({ kind: 'submit', values: { summary: 'Taken off the rota.' } });
    await close();
  });

  it('one opens what a dangerous button would do before pressing it', async () => {
    const { page, close } = await openWindow();
    await page.goto(`${sample.url}/as/nadia/in/corridor-maternity`);
    await page.locator('summary', { hasText: 'Withdraw' }).focus();
    await page.keyboard.press('Enter');
    expect(await page.getByText('The details are removed for good.').isVisible()).toBe(true);
    expect(sample.calls).toEqual([]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Only you can see this').waitFor();
    expect(sample.calls).toMatchObject([{ kind: 'press', action: 'referrals.withdraw' }]);
    await close();
  });
});

describe('without script', () => {
  it('everything can be done, and what was sent brings one where it is answered', async () => {
    const { page, close } = await openWindow({ javaScriptEnabled: false });
    await page.goto(`${sample.url}/as/nadia`);
    await page.getByRole('button', { name: 'Refer', exact: true }).click();
    await page.getByLabel('What happened?').fill('Taken off the rota.');
    await page.getByLabel('Being referred').check();
    await page.getByRole('button', { name: 'Send the referral' }).click();
    expect(await page.getByText('Only you can see this').isVisible()).toBe(true);
    await page.getByText('Withdraw', { exact: true }).first().click();
    await page.getByRole('button', { name: 'Withdraw it' }).first().click();
    expect(sample.calls.map((call) => call.kind)).toEqual(['command', 'submit', 'press']);
    await close();
  });
});

describe('with script', () => {
  it('a text for another system is copied with one press, and the page says so', async () => {
    const { page, close } = await openWindow({ permissions: ['clipboard-read', 'clipboard-write'] });
    await page.goto(`${sample.url}/as/nadia/in/corridor-maternity`);
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    await page.getByText('Copied.').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(
      'Referred to Wirral Advice, WIR-7KQ3.\nAgreed: referral, summary back.',
    );
    await close();
  });

  it('a second press while the first is on its way sends nothing', async () => {
    const { page, close } = await openWindow();
    await page.goto(`${sample.url}/as/nadia/in/corridor-maternity`);
    await page.getByRole('button', { name: 'Take it' }).dblclick();
    await page.getByText('Only you can see this').waitFor();
    expect(new Set(sample.calls.map((call) => call.key)).size).toBe(1);
    expect(sample.calls).toHaveLength(1);
    await close();
  });
});
