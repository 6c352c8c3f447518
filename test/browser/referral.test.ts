import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RunningCorridor, startCorridor } from './corridor.js';
import { faultsOf, openBrowser, overflowOf, SIZES } from './support.js';

const SITUATION = 'Taken off the rota after announcing her pregnancy. No letter yet, only a text message.';

let browser: Browser;
let corridor: RunningCorridor;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
// Each story has a workspace of its own: a second referral in the same words would be asked about.
beforeEach(async () => {
  corridor = await startCorridor();
});
afterEach(() => corridor.stop());

const told = (page: Page) => page.getByRole('region', { name: 'Only you can see this' });
const as = (page: Page, name: string) =>
  page.goto(corridor.url).then(() => page.getByRole('link', { name: `Act as ${name}` }).click());

/** Every page on the way must be usable by everybody, whatever the features put on it. */
async function expectSound(page: Page): Promise<void> {
  expect(await faultsOf(page)).toEqual([]);
  expect(await overflowOf(page)).toBe(0);
}

/** Fills in the five questions and sends. @returns the reference that was given. */
async function refer(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Refer', exact: true }).first().click();
  await page.getByLabel('Harbour Advice maternity rights').check();
  await page.getByLabel('Pregnancy & work rights').check();
  await page.getByLabel('What is happening?').fill(SITUATION);
  await page.getByLabel('Yes, in conversation').check();
  await page.getByLabel('Status, and how it ended in one line').check();
  await expectSound(page);
  await page.getByRole('button', { name: 'Send referral' }).click();
  const heading = await told(page)
    .getByRole('heading', { name: /^Sent: / })
    .textContent();
  return heading?.replace('Sent: ', '') ?? '';
}

describe.each(SIZES)('a referral, start to end, on a $name', (size) => {
  it('goes from the midwife to the solicitor, and what came of it comes back', async () => {
    const context = await browser.newContext({ viewport: size, locale: 'en-GB' });
    const page = await context.newPage();

    await as(page, 'Nadia Rahman');
    const reference = await refer(page);
    expect(reference).toMatch(/^WIR-[0-9A-Z]{4}$/);
    expect(await told(page).getByLabel('For the person’s record').inputValue()).toContain(reference);
    await expectSound(page);

    await as(page, 'Priya Shah');
    await page
      .getByRole('navigation', { name: 'Your places' })
      .getByRole('link', { name: /triage/ })
      .click();
    const card = page.getByRole('article', { name: new RegExp(reference) });
    await card.getByText(SITUATION).waitFor();
    await expectSound(page);
    await card.locator('summary', { hasText: 'Take it' }).click();
    await card.getByText('You confirm that conflicts were checked').waitFor();
    await card.getByRole('button', { name: 'Checked, take it' }).click();
    await card.getByText('Taken by Priya Shah').waitFor();
    await expectSound(page);
    await card.getByRole('button', { name: 'Contact made' }).click();

    await card.getByRole('button', { name: 'Record outcome' }).click();
    await page.locator('input[type=checkbox][value="WORK-ADJUSTED"]').check();
    await page.getByLabel('One short line for the referrer').fill('Shifts restored, risk assessment done.');
    await expectSound(page);
    await page.getByRole('button', { name: 'Record and close' }).click();
    await told(page).waitFor();

    await page.getByRole('button', { name: 'Next thing due' }).click();
    await page.getByRole('region', { name: 'The clock was moved' }).waitFor();
    await page.getByRole('button', { name: 'A week on' }).click();

    await as(page, 'Nadia Rahman');
    const news = page.getByRole('article', { name: /^News of your referrals/ }).last();
    await news.getByText(`${reference} closed: `).waitFor();
    await news.getByText('Shifts restored, risk assessment done.').waitFor();
    await expectSound(page);
    await context.close();
  });
});

describe('what must not be sent', () => {
  it('is shown before it is sent, with what would stand in its place', async () => {
    const page = await browser.newPage({ locale: 'en-GB' });
    await as(page, 'Nadia Rahman');
    await page.getByRole('button', { name: 'Refer', exact: true }).first().click();
    await page.getByLabel('Harbour Advice maternity rights').check();
    await page.getByLabel('Pregnancy & work rights').check();
    await page.getByLabel('What is happening?').fill('Her NHS number is 943 476 5919, please ring.');
    await page.getByLabel('Yes, in conversation').check();
    await page.getByRole('button', { name: 'Send referral' }).click();
    await page.getByRole('heading', { name: 'Before it is sent' }).waitFor();
    await page.getByText('please ring').first().waitFor();
    const send = page.getByRole('button', { name: 'Replace and send' });
    await send.waitFor();
    expect(await page.getByRole('heading', { name: /^Sent: / }).count()).toBe(0);
    await send.click();
    await page.getByRole('heading', { name: /^Sent: / }).waitFor();
    expect(await page.content()).not.toContain('943 476 5919');
    await page.close();
  });
});
