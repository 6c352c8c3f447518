import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { faultsOf, overflowOf } from './support.js';

/** Somebody's hand on a phone: it counts what it does, and looks at each page it comes to. */
export function createHand(page: Page) {
  let ms = 0;
  let taps = 0;
  let fields = 0;
  const timed = async (work: () => Promise<void>) => {
    const startedMs = performance.now();
    await work();
    ms += performance.now() - startedMs;
  };
  return {
    /** A button, a link, or one of several choices. */
    async tap(target: Locator): Promise<void> {
      taps += 1;
      await timed(() => target.click());
    },
    async type(target: Locator, text: string): Promise<void> {
      fields += 1;
      await timed(() => target.fill(text));
    },
    /** Every page on the way must be usable by everybody, whatever the features put on it. */
    async look(): Promise<void> {
      expect(await faultsOf(page)).toEqual([]);
      expect(await overflowOf(page)).toBe(0);
    },
    /** Fails when the answer has to be looked for: all of it is on the screen, or it begins in the upper half. */
    async seesAnswer(answer: Locator): Promise<void> {
      await answer.waitFor();
      const { y: top, height } = (await answer.boundingBox()) ?? { y: -1, height: 0 };
      const screen = page.viewportSize()?.height ?? 0;
      expect(top).toBeGreaterThanOrEqual(0);
      expect(Math.min(top, top + height - screen / 2)).toBeLessThanOrEqual(screen / 2);
    },
    tally(flow: string): string {
      return `${flow}: ${taps} taps, ${fields} typed fields, ${(ms / 1_000).toFixed(1)} s of waiting for Corridor`;
    },
  };
}
export type Hand = ReturnType<typeof createHand>;
