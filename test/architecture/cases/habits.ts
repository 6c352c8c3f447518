import type { Case } from './case.js';

const lines = (count: number) =>
  Array.from({ length: count }, (_, n) => `export type T${n} = ${n};`).join('\n');

export const CIRCLES: readonly Case[] = [
  [
    'files that know each other in a circle, be it only by type',
    {
      'chat/a.ts': `import type { B } from './b.js'; export type A = B;`,
      'chat/b.ts': `import './c.js'; export type B = 1;`,
      'chat/c.ts': `export { a } from './a.js'; import './d.js';`,
      'chat/d.ts': ``,
    },
    [
      'src/chat/a.ts → src/chat/b.ts → src/chat/c.ts → src/chat/a.ts is a circle: what they share belongs in a file that knows none of them.',
    ],
  ],
  [
    'features that know each other in a circle, each file by itself straight',
    {
      'features/cases/rules.ts': `import '../people/rules.js';`,
      'features/people/rules.ts': `export type P = 1;`,
      'features/people/use-cases.ts': `import '../cases/use-cases.js';`,
      'features/cases/use-cases.ts': `export type C = 1;`,
    },
    [
      'The features cases → people → cases know each other in a circle: what they share is its own noun and belongs in a feature of its own.',
    ],
  ],
  [
    'a diamond, which is no circle',
    {
      'chat/a.ts': `import './b.js'; import './c.js';`,
      'chat/b.ts': `import './d.js';`,
      'chat/c.ts': `import './d.js';`,
      'chat/d.ts': ``,
    },
    [],
  ],
];

export const HABITS: readonly Case[] = [
  [
    'a file of 250 lines, one of 251, and ones nobody reads through',
    {
      'chat/fits.ts': lines(250) + '\n',
      'chat/long.ts': lines(251),
      'database/generated/client.ts': lines(900),
      'screening/data/names.ts': lines(900),
      'features/cases/issues.json': '\n'.repeat(900),
    },
    [
      'src/chat/long.ts has 251 lines: past 250 it belongs in a folder src/chat/long/ with a file for each thing it does.',
    ],
  ],
  [
    'functions that are exported without saying what for',
    {
      'chat/a.ts': `
        export function bare() {}
        export const arrow = () => 1;
        // only a note
        export async function noted() {}
        /** */
        export function empty() {}
        function later() {}
        export { later };`,
      'web/page.tsx': `export const Page = () => <p>hi</p>;`,
    },
    [
      'src/chat/a.ts exports bare() without a docstring: say above it what it is for.',
      'src/chat/a.ts exports arrow() without a docstring: say above it what it is for.',
      'src/chat/a.ts exports noted() without a docstring: say above it what it is for.',
      'src/chat/a.ts exports empty() without a docstring: say above it what it is for.',
      'src/chat/a.ts exports later() without a docstring: say above it what it is for.',
      'src/web/page.tsx exports Page() without a docstring: say above it what it is for.',
    ],
  ],
  [
    'functions that say what for, and what needs not',
    {
      'chat/a.ts': `
        /** Adds. */
        // prettier-ignore
        export function add(a: number): number;
        export function add(a: string): string;
        export function add(a: unknown) { return a; }
        /** Once. */
        const once = function () {};
        export { once };
        export const LIMIT = 3;
        const inner = () => LIMIT;
        export type A = typeof inner;`,
    },
    [],
  ],
  [
    'names and files that hide what they are',
    {
      'shared/utils.ts': ``,
      'chat/dispatchCall.ts': ``,
      'slack/index.ts': ``,
      'chat/all.ts': `export * from './a.js'; export { b } from './b.js';`,
      'database/types.ts': `export type { Tx } from './generated/sqlite/client.js';`,
      'teams/app.ts': `export default 1;`,
    },
    [
      'src/shared/utils.ts: “utils.ts” is a drawer; what is in it belongs in a file named after what it does.',
      'src/chat/dispatchCall.ts: “dispatchCall.ts” is not kebab-case, as all our names are.',
      'src/slack/index.ts does not say what is in it: it belongs in a file named after what it does.',
      'src/chat/all.ts is a barrel: what it passes on is imported from the file that says it.',
      'src/teams/app.ts has a default export: give it a name, so that it is called the same everywhere.',
    ],
  ],
];
