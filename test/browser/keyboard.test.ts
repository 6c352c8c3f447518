import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RunningCorridor, startCorridor } from './corridor.js';
import { createKeys } from './keys.js';
import { openBrowser } from './support.js';

let browser: Browser;
let corridor: RunningCorridor;
beforeAll(async () => {
  browser = await openBrowser();
  corridor = await startCorridor();
});
afterAll(async () => {
  await browser.close();
  await corridor.stop();
});

it('a whole referral goes from the midwife to the solicitor and back by keyboard alone', async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' });
  const keys = createKeys(page);
  const actAs = async (name: string) => {
    await page.goto(corridor.url);
    await keys.skipTheTop();
    await keys.enter(`Act as ${name}`);
    await page.waitForURL('**/as/**');
    await keys.skipTheTop();
  };

  await actAs('Nadia Rahman');
  await keys.enter('Refer');
  await page.waitForURL('**/form/**');
  await keys.standsAt('main'); // the first Tab is the first question
  await keys.tabTo('Harbour Advice maternity rights');
  await page.keyboard.press('Space');
  await keys.tabTo('Pregnancy & work rights');
  await page.keyboard.press('Space');
  await keys.tabTo('What is happening?');
  await page.keyboard.type('Taken off the rota after announcing her pregnancy. No letter yet.');
  await keys.enter('Send referral'); // too early: nobody said that she agreed
  await page.getByRole('alert').waitFor();
  await keys.standsAt('errors');
  await keys.enter(/agreed to this referral/);
  await keys.standsAt('field-agreed');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp'); // round to the first: in conversation
  expect(await page.getByLabel('Yes, in conversation').isChecked()).toBe(true);
  await keys.tabTo(/^Nothing more/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  expect(await page.getByLabel('Status, and how it ended in one line').isChecked()).toBe(true);
  await keys.tabTo('Routine');
  await keys.backTo('Status, and how it ended in one line');
  await keys.enter('Send referral');
  await keys.standsAt('told');
  const sent = await page.getByRole('heading', { name: /^Sent: WIR-/ }).textContent();
  const reference = sent?.replace('Sent: ', '') ?? '';

  await actAs('Priya Shah');
  await keys.enter(/triage/);
  await page.waitForURL('**/in/**');
  await keys.enter('Take it');
  await keys.enter('Not yet');
  expect(await keys.focused()).toBe('Take it'); // closed again, and nobody is lost
  await keys.enter('Take it');
  await keys.enter('Checked, take it');
  await page.getByText('Taken by Priya Shah', { exact: true }).waitFor();
  await keys.standsAt('told');
  await keys.back('Contact made'); // the card that was pressed is just above
  await page.locator('dt', { hasText: 'Contact made' }).waitFor();
  await keys.standsAt('told');
  await keys.back('Record outcome');
  await page.waitForURL('**/form/**');
  await keys.tabTo(/WORK-ADJUSTED/);
  await page.keyboard.press('Space');
  await keys.tabTo('One short line for the referrer');
  await page.keyboard.type('Shifts restored, risk assessment done.');
  await keys.enter('Record and close');
  await keys.standsAt('told');

  await actAs('Nadia Rahman');
  await page
    .getByRole('article', { name: new RegExp(`^${reference}`) })
    .first()
    .waitFor();
  expect(keys.unseen()).toEqual([]);
  await page.close();
});
