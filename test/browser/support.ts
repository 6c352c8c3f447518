import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';

/** Chromium is asked to stay quiet: it must reach nothing but the workspace under test. */
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The two sizes everything is looked at in: a phone in a ward, a laptop on a desk. */
export const SIZES = [
  { name: 'phone', width: 360, height: 740 },
  { name: 'laptop', width: 1280, height: 800 },
] as const;

/** Starts the Chromium that is installed. @throws Error that says how to name one, if none is found. */
export async function openBrowser(): Promise<Browser> {
  const found = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
    (each) => each !== undefined && existsSync(each),
  );
  if (found === undefined) throw new Error('No Chromium found. Install it, or set CHROMIUM to its path.');
  return chromium.launch({ executablePath: found, args: FLAGS });
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type AxeNode = { html: string; failureSummary?: string };
type AxeResults = { violations: readonly { id: string; nodes: readonly AxeNode[] }[] };

/** What axe finds wrong with the page under WCAG 2.2 AA and its own good practice, one line a fault. */
export async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const results = await page.evaluate<AxeResults>(
    'axe.run(document, { rules: { "target-size": { enabled: true } } })',
  );
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ''}`),
  );
}

/** How many pixels the page is wider than its window: anything above 0 must be scrolled sideways. */
export const overflowOf = (page: Page): Promise<number> =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
