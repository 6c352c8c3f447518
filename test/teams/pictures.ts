// Draws every card as Teams shows it, at the width of a phone and of a laptop: npm run teams:pictures -- FOLDER
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../browser/support.js';
import { openScratchDatabase } from '../support/scratch.js';
import { openTeamsCorridor } from '../support/teams-corridor.js';
import { HOST_CONFIG, STYLE } from './host-config.js';
import { playScenes, type Scene } from './scenes.js';

/** How wide a card is on a phone, and in a channel or a dialog on a laptop. */
const WIDTHS = { phone: 340, laptop: 640 } as const;

const LIBRARY = createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js');
const DRAW = `(card, hostConfig) => {
  const { AdaptiveCard, HostConfig } = window.AdaptiveCards;
  const drawn = new AdaptiveCard();
  drawn.hostConfig = new HostConfig(hostConfig);
  drawn.parse(card);
  document.body.replaceChildren(drawn.render());
}`;

async function playAll(): Promise<Scene[]> {
  const corridor = await openTeamsCorridor(await openScratchDatabase());
  try {
    return await playScenes(corridor);
  } finally {
    await corridor.drop();
  }
}

async function draw(browser: Browser, scenes: readonly Scene[], size: keyof typeof WIDTHS, folder: string) {
  const page = await browser.newPage({ viewport: { width: WIDTHS[size], height: 200 }, locale: 'en-GB' });
  await page.addScriptTag({ path: LIBRARY });
  await page.addStyleTag({ content: STYLE });
  for (const [nth, { name, card }] of scenes.entries()) {
    await page.evaluate(`(${DRAW})(${JSON.stringify(card)}, ${JSON.stringify(HOST_CONFIG)})`);
    const file = `${String(nth + 1).padStart(2, '0')} ${name}, ${size}.png`.replace(/[^\w.]+/g, '-');
    await page.screenshot({ path: join(folder, file), fullPage: true });
  }
  await page.close();
}

const [, , wanted] = process.argv;
if (wanted === undefined)
  throw new Error('Say where the pictures are to be put: npm run teams:pictures -- FOLDER');
const folder = resolve(wanted);
await mkdir(folder, { recursive: true });
const scenes = await playAll();
const browser = await openBrowser();
try {
  await draw(browser, scenes, 'phone', folder);
  await draw(browser, scenes, 'laptop', folder);
} finally {
  await browser.close();
}
process.stdout.write(`${scenes.length} cards, drawn twice, are in ${folder}\n`);
