import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const MOST_TABS = 150;

/** What has the focus: what it is called, whether one can see that it has it, and whether it is on the screen. */
type Focus = { name: string; id: string; ringed: boolean; onScreen: boolean };

// Read in the page, so it is text: what a label, a button or a link says, and the ring around it.
const FOCUS = `(() => {
  const it = document.activeElement;
  const style = getComputedStyle(it);
  const box = it.getBoundingClientRect();
  const label = it.labels?.[0]?.textContent ?? it.textContent;
  const name = it.tagName === 'BODY' || it.tagName === 'MAIN' ? '' : label.replace('(optional)', '').trim();
  return {
    name: it.type === 'checkbox' ? name + '|' + it.value : name,
    id: it.id,
    ringed: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    onScreen: box.bottom > 0 && box.top < innerHeight,
  };
})()`;

/** Somebody who has a keyboard and nothing else. */
export function createKeys(page: Page) {
  const unseen: string[] = [];
  const focus = () => page.evaluate<Focus>(FOCUS);
  const fits = (name: string, wanted: string | RegExp) =>
    typeof wanted === 'string' ? name.split('|')[0] === wanted : wanted.test(name);

  async function walk(key: 'Tab' | 'Shift+Tab', wanted: string | RegExp): Promise<void> {
    const passed: string[] = [];
    for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
      await page.keyboard.press(key);
      const { name, ringed, onScreen } = await focus();
      if (name !== '' && !ringed) unseen.push(`${name}: no ring`);
      if (name !== '' && !onScreen) unseen.push(`${name}: off the screen`);
      if (fits(name, wanted)) return;
      passed.push(name);
    }
    throw new Error(`${key} never comes to ${String(wanted)}, but to ${passed.join(', ')}`);
  }

  return {
    tabTo: (wanted: string | RegExp) => walk('Tab', wanted),
    backTo: (wanted: string | RegExp) => walk('Shift+Tab', wanted),
    async enter(wanted: string | RegExp): Promise<void> {
      await walk('Tab', wanted);
      await page.keyboard.press('Enter');
    },
    async back(wanted: string | RegExp): Promise<void> {
      await walk('Shift+Tab', wanted);
      await page.keyboard.press('Enter');
    },
    /** Past everything that stands above a page's content. */
    async skipTheTop(): Promise<void> {
      await walk('Tab', 'Skip to the page’s content');
      await page.keyboard.press('Enter');
      expect((await focus()).id).toBe('main');
    },
    /** Waits until the page that comes has the focus there. */
    standsAt: (id: string) => page.locator(`#${id}:focus`).waitFor({ state: 'attached' }),
    focused: async () => (await focus()).name,
    /** What had the focus without showing it. */
    unseen: () => unseen,
  };
}
