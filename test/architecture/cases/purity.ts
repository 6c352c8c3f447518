import type { Case } from './case.js';

export const PURITY: readonly Case[] = [
  [
    'rules that wait, look at the clock, throw dice or read settings',
    {
      'features/cases/rules.ts': `
        import { randomUUID } from 'node:crypto'; import { z } from 'zod'; import { newId } from '../../shared/ids.js';
        import { systemClock, type Clock } from '../../shared/clock.js';
        const now = () => [new Date(), Date.now, Math['random'](), Date()];
        const { env } = process; const wait = async () => { await globalThis.crypto.subtle; };`,
      'shared/ids.ts': `import { v7 } from 'uuid';`,
      'shared/clock.ts': `const now = () => new Date();`,
    },
    [
      'src/features/cases/rules.ts imports node:crypto: rules are pure, so this belongs in src/features/cases/use-cases.ts, which hands in what it finds.',
      'src/features/cases/rules.ts imports zod: rules are pure, so this belongs in src/features/cases/schema.ts, which hands in what it finds.',
      'src/features/cases/rules.ts imports src/shared/ids.ts: rules are pure, so the time or the id it makes belongs in use-cases.ts and comes in as an argument.',
      'src/features/cases/rules.ts imports src/shared/clock.ts: rules are pure, so the time or the id it makes belongs in use-cases.ts and comes in as an argument.',
      'src/features/cases/rules.ts uses new Date(): rules are pure, so the time belongs in use-cases.ts and comes in as an argument.',
      'src/features/cases/rules.ts uses Date.now: rules are pure, so the time belongs in use-cases.ts and comes in as an argument.',
      'src/features/cases/rules.ts uses Math.random: rules are pure, so chance belongs in use-cases.ts and comes in as an argument.',
      'src/features/cases/rules.ts uses Date(): rules are pure, so the time belongs in use-cases.ts and comes in as an argument.',
      'src/features/cases/rules.ts uses process.env: settings belong in src/config.ts, the only reader of the environment.',
      'src/features/cases/rules.ts uses async: rules are pure, so waiting belongs in use-cases.ts, which hands in what it got.',
      'src/features/cases/rules.ts uses await: rules are pure, so waiting belongs in use-cases.ts, which hands in what it got.',
      'src/features/cases/rules.ts uses crypto.subtle: rules are pure, so chance belongs in use-cases.ts and comes in as an argument.',
    ],
  ],
  [
    'rules in a folder are rules, and so is the screen',
    {
      'features/cases/rules/due.ts': `const late = (at: Date) => at < new Date();`,
      'screening/screen.ts': `const at = Date.now(); await 0;`,
    },
    [
      'src/features/cases/rules/due.ts uses new Date(): rules are pure, so the time belongs in use-cases.ts and comes in as an argument.',
      'src/screening/screen.ts uses Date.now: the screen is pure, so the time belongs in its caller and comes in as an argument.',
      'src/screening/screen.ts uses await: the screen is pure, so waiting belongs in its caller, which hands in what it got.',
    ],
  ],
  [
    'a date that is given, and words that only sound like it',
    {
      'features/cases/rules.ts': `// new Date(), await, process.env\nconst words = ['Date.now()', \`console.log(\${new Date(0)})\`]; const own = { console: { log: words } }; own.console.log;`,
      'config.ts': `const { PORT } = process.env;`,
    },
    [],
  ],
  [
    'a room that takes the time, the settings or the console for itself',
    {
      'delivery/lease.ts': `const until = Date.now() + 1; const { now } = Date; const zone = Temporal.Now.timeZoneId();`,
      'slack/app.ts': `import { env } from 'node:process'; const token = process['env']['TOKEN']; console.log(token);`,
      'main.ts': `const port = process.env; console.error(Date.now());`,
    },
    [
      'src/delivery/lease.ts uses Date.now: the time belongs in an argument or a clock that is handed in (src/shared/clock.ts).',
      'src/delivery/lease.ts uses Temporal.Now: the time belongs in an argument or a clock that is handed in (src/shared/clock.ts).',
      'src/slack/app.ts uses process.env: settings belong in src/config.ts, the only reader of the environment.',
      'src/slack/app.ts uses console.log: what is logged belongs in src/shared/log.ts, which drops what people typed.',
      'src/slack/app.ts uses node:process: settings belong in src/config.ts, the only reader of the environment.',
      'src/main.ts uses process.env: settings belong in src/config.ts, the only reader of the environment.',
      'src/main.ts uses console.error: what is logged belongs in src/shared/log.ts, which drops what people typed.',
    ],
  ],
];
