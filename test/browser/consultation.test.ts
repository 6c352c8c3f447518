import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RunningCorridor, startCorridor } from './corridor.js';
import { createHand, type Hand } from './hand.js';
import { openBrowser, SIZES } from './support.js';

const ASKED = 'Taken off the rota after announcing her pregnancy. NHS number 943 476 5919. Can they do that?';
const QUESTION = 'How many weeks pregnant is she, and has she told them in writing?';
const MORE = 'Twenty weeks. She told her manager by text message.';
const ANSWER = 'In general, no. Keep the texts and the rota.';
const EDITED = 'In general, no. Keep the texts, the rota and her payslips.';

let browser: Browser;
let corridor: RunningCorridor;
let page: Page;
beforeAll(async () => {
  browser = await openBrowser();
  corridor = await startCorridor();
  page = await browser.newPage({ viewport: SIZES[0], locale: 'en-GB' });
});
afterAll(async () => {
  await browser.close();
  await corridor.stop();
});

const told = () => page.getByRole('region', { name: 'Only you can see this' });
const button = (name: string) => page.getByRole('button', { name, exact: true });
/** In the private answer, which is what somebody is looking at. */
const here = (name: string) => told().getByRole('button', { name, exact: true });
const as = async (name: string) => {
  await page.goto(corridor.url);
  await page.getByRole('link', { name: `Act as ${name}` }).click();
};
const goTo = (hand: Hand, place: RegExp) =>
  hand.tap(page.getByRole('navigation', { name: 'Your places' }).getByRole('link', { name: place }));
const card = () => page.getByRole('article', { name: /^C-1 · / });
/** The newest direct message that says this on a lock screen. */
const news = (summary: string) => page.getByRole('article', { name: summary }).last();
const says = (words: string) => told().getByText(words).first().waitFor();

async function reply(hand: Hand, text: string): Promise<void> {
  await hand.tap(here('Reply'));
  await hand.look();
  await hand.type(page.getByLabel('Your reply'), text);
  await hand.tap(button('Send reply'));
  await hand.seesAnswer(told());
}

/** The midwife asks; what could tell who it is about is shown to her before it is sent. */
async function asks(hand: Hand): Promise<void> {
  await hand.tap(button('Consult').first());
  await hand.look();
  await hand.tap(page.getByLabel('Pregnancy & work rights'));
  await hand.type(page.getByLabel('What happened, and what do you want to know?'), ASKED);
  await hand.tap(button('Post consultation'));
  await page.getByRole('heading', { name: 'Before it is sent' }).waitFor();
  await hand.look();
  await hand.tap(button('Replace and send'));
  await hand.seesAnswer(told());
  await says('Posted: C-1');
  await hand.look();
}

/** The solicitor does all of it from her triage channel. */
async function takesAndAsks(hand: Hand): Promise<void> {
  await goTo(hand, /triage/);
  await hand.tap(button('Open'));
  await hand.seesAnswer(told());
  await hand.look();
  await hand.tap(here('Take it'));
  await says('C-1 is yours.');
  await hand.tap(here('Ask for more'));
  await hand.type(page.getByLabel('What do you need to know?'), QUESTION);
  await hand.tap(button('Send question'));
  await says('the asker is told');
}

async function saysMore(hand: Hand): Promise<void> {
  await hand.tap(news('C-1: a question for you').getByRole('button', { name: 'Open' }));
  await hand.seesAnswer(told());
  await says(QUESTION);
  await reply(hand, MORE);
}

async function answers(hand: Hand): Promise<void> {
  await goTo(hand, /triage/);
  await hand.tap(button('Open'));
  await reply(hand, ANSWER);
}

async function mends(hand: Hand): Promise<void> {
  await hand.tap(here('Edit'));
  await hand.type(page.getByLabel('Your reply'), EDITED);
  await hand.tap(button('Save'));
  await says('is changed, and marked as edited');
  await hand.tap(button('Open').first());
  await reply(hand, 'This was meant for another one.');
  await hand.tap(told().locator('summary', { hasText: 'Delete' }));
  await hand.look();
  await hand.tap(here('Delete it'));
  await says('its words are erased');
}

async function keepsTheAnswer(hand: Hand): Promise<void> {
  await hand.tap(button('Open').first());
  await hand.tap(here('More'));
  await hand.tap(here('Save as card'));
  await hand.type(page.getByLabel('Which question does it answer?'), 'Can shifts be cut in pregnancy?');
  await hand.look();
  await hand.tap(button('Save card'));
  await hand.seesAnswer(told());
}

async function refers(hand: Hand): Promise<string> {
  await hand.tap(here('Refer now'));
  expect(await page.getByLabel('Pregnancy & work rights').isChecked()).toBe(true);
  expect(await page.getByLabel('What is happening?').inputValue()).toContain('Taken off the rota');
  await hand.look();
  await hand.tap(page.getByLabel('Harbour Advice maternity rights'));
  await hand.tap(page.getByLabel('Yes, in conversation'));
  await hand.tap(page.getByLabel('Status, and how it ended in one line'));
  await hand.tap(button('Send referral'));
  await hand.seesAnswer(told());
  const heading = told().getByRole('heading', { name: /^Sent: WIR-/ });
  return (await heading.textContent())?.replace('Sent: ', '') ?? '';
}

it('a consultation on a phone: asked, taken, more asked, answered, edited, deleted, thanked, referred from', async () => {
  const nadia = createHand(page);
  const priya = createHand(page);
  const beside = createHand(page); // what the flows of the product definition do not have
  await as('Nadia Rahman');
  await asks(nadia);

  await as('Priya Shah');
  await takesAndAsks(priya);
  await as('Nadia Rahman');
  await saysMore(beside);
  await as('Priya Shah');
  await answers(priya);
  await mends(beside);

  await as('Nadia Rahman');
  await nadia.tap(news('C-1: reply from an adviser').getByRole('button', { name: 'Open' }));
  await says(EDITED);
  await says('(edited)');
  await says('deleted what was here');
  expect(await told().textContent()).not.toContain('meant for another one');
  const reference = await refers(nadia);
  expect(reference).toMatch(/^WIR-[0-9A-Z]{4}$/);

  await beside.tap(news('C-1: reply from an adviser').getByRole('button', { name: 'Open' }));
  await beside.tap(here('That answered it'));
  await beside.tap(here('Became a referral'));
  await says('Noted on C-1');
  await beside.tap(news('C-1: reply from an adviser').getByRole('button', { name: 'Open' }));
  await reply(beside, 'Thanks so much!');
  await goTo(beside, /^Partnership/);
  await card().getByText('Answered', { exact: true }).waitFor();
  await beside.look();

  await as('Priya Shah');
  await goTo(priya, /triage/);
  await keepsTheAnswer(priya);
  expect(await page.content()).not.toContain('943 476 5919');
  process.stdout.write(`${nadia.tally('2.1 asks, reads the answer, refers')}\n`);
  process.stdout.write(`${priya.tally('2.3 takes, asks for more, answers, keeps it as a card')}\n`);
});
