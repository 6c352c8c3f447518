import type { Case } from './case.js';

export const ROOMS: readonly Case[] = [
  [
    'main may know every room, and grow a folder',
    {
      'main.ts': `import './main/wake.js'; import './slack/app.js'; import './features/index.js'; import './config.js';`,
      'main/wake.ts': `import cron from 'node-cron'; import '../delivery/runner.js'; const now = () => new Date();`,
      'partnership.ts': `import './features/partnerships/store.js';`,
    },
    [],
  ],
  [
    'a feature that draws for a platform',
    { 'features/referrals/commands.ts': `import { toBlocks } from "../../slack/render.js";` },
    [
      'src/features/referrals/commands.ts imports src/slack/render.ts: only main knows a platform; what is meant belongs in src/chat as a Message or a Form, how it looks in the platform’s own room.',
    ],
  ],
  [
    'a platform that calls a feature, be it only for a type, from a page',
    { 'web/page.tsx': `import type { Member } from '../features/partnerships/rules.js';` },
    [
      'src/web/page.tsx imports src/features/partnerships/rules.ts: a platform never sees a feature; it makes a Call for src/chat/dispatch.ts, and what to do belongs in the feature’s commands.ts.',
    ],
  ],
  [
    'a platform that borrows from another by passing it on',
    { 'teams/render.ts': `export { clip } from '../slack/limits.js';\nexport type A = 1;` },
    [
      'src/teams/render.ts imports src/slack/limits.ts: platforms do not know each other; what two of them share belongs in src/chat.',
    ],
  ],
  [
    'a platform that reads rows, imported while running',
    { 'slack/home.ts': `/** Rows. */\nexport const rows = () => import('../database/client.js');` },
    [
      'src/slack/home.ts imports src/database/client.ts: a platform room knows only chat and shared; this belongs behind a need that src/main.ts hands in.',
    ],
  ],
  [
    'delivery may know the types of chat, not what runs there',
    {
      'delivery/send.ts': `import type { Message } from '../chat/message.js'; import { sentence } from '../chat/message.js';`,
    },
    [
      'src/delivery/send.ts imports src/chat/message.ts: delivery knows only the types of chat; what runs belongs in an argument that src/main.ts hands in.',
    ],
  ],
  [
    'chat that knows a feature',
    { 'chat/dispatch.ts': `type M = import('../features/partnerships/rules.js').Member;` },
    [
      'src/chat/dispatch.ts imports src/features/partnerships/rules.ts: chat serves any feature and knows none; this belongs in the feature, or in an argument that src/main.ts hands in.',
    ],
  ],
  [
    'a room that reads settings or main for itself',
    { 'delivery/lease.ts': `import { settings } from '../config.js'; import '../main/wake.js';` },
    [
      'src/delivery/lease.ts imports src/config.ts: only main reads settings; the value belongs in an argument that src/main.ts hands in.',
      'src/delivery/lease.ts imports src/main/wake.ts: nobody knows main; what is needed belongs in an argument that src/main.ts hands in.',
    ],
  ],
  [
    'the screen, which knows nothing of ours',
    {
      'screening/screen.ts': `import names from './data/names.json' with { type: 'json' }; import '../shared/log.js';`,
    },
    [
      'src/screening/screen.ts imports src/shared/log.ts: screening does not know shared; this belongs in an argument that src/main.ts hands in.',
    ],
  ],
  [
    'code in no room, and code outside the house',
    { 'services/mail.ts': `import '../../test/fixtures.js';` },
    [
      'src/services/mail.ts is in no room: it belongs in one of src/{main,features,slack,teams,web,delivery,chat,database,screening,shared,config}.',
      'src/services/mail.ts imports test/fixtures.ts: src stands alone, so what is needed from outside belongs in src or is handed in by src/main.ts.',
    ],
  ],
];

export const PACKAGES: readonly Case[] = [
  [
    'the SDK for Teams outside the one folder that knows it',
    { 'teams/app.ts': `import { CloudAdapter } from 'botbuilder';` },
    [
      'src/teams/app.ts imports botbuilder: only src/teams/botbuilder knows it, so that its successor can take its place; this belongs behind src/teams/connector.ts.',
    ],
  ],
  [
    'packages in the rooms that own them',
    {
      'slack/app.ts': `import bolt from '@slack/bolt';`,
      'teams/botbuilder/connector.ts': `import { CloudAdapter } from 'botbuilder'; import type { A } from 'botframework-schema';`,
      'database/client.ts': `import pg from 'pg'; import '@prisma/adapter-libsql'; import '@libsql/client';`,
      'web/app.tsx': `import { Hono } from 'hono'; import '@hono/node-server'; const at = import.meta.resolve('bootstrap/dist/css/bootstrap.css');`,
      'features/partnerships/schema.ts': `import { parse } from 'yaml'; import { z } from 'zod';`,
      'shared/ids.ts': `import { v7 } from 'uuid';`,
    },
    [],
  ],
  [
    'a package whose owner is another room, by every way in',
    {
      'chat/card.ts': `import type { Block } from '@slack/types';`,
      'features/digests/jobs.ts': `import cron from 'node-cron';`,
      'features/digests/schema.ts': `import { parse } from 'yaml';`,
      'shared/activity.ts': `export type { Activity } from 'botframework-schema'; export type B = 1;`,
      'teams/server.ts': `import { Hono } from 'hono/tiny';`,
      'delivery/lock.ts': `import { createRequire } from 'node:module'; const require = createRequire('.'); require('pg/lib/client');`,
    },
    [
      'src/chat/card.ts imports @slack/types: only src/slack knows it exists, so this belongs there.',
      'src/features/digests/jobs.ts imports node-cron: only src/main knows it exists, so this belongs there.',
      'src/features/digests/schema.ts imports yaml: only src/features/partnerships knows it exists, so this belongs there.',
      'src/shared/activity.ts imports botframework-schema: only src/teams knows it exists, so this belongs there.',
      'src/teams/server.ts imports hono/tiny: only src/web knows it exists, so this belongs there.',
      'src/delivery/lock.ts imports pg/lib/client: only src/database knows it exists, so this belongs there.',
    ],
  ],
  [
    'a package that only sounds like an owned one',
    { 'slack/vectors.ts': `import 'pg-format'; import 'yamljs'; import 'honorific';` },
    [],
  ],
  [
    'imports that no rule can be held to',
    { 'slack/app.ts': `const name = './x.js'; void import(name); import '/etc/x.js'; import '#chat';` },
    [
      'src/slack/app.ts imports /etc/x.js: import our own files by a relative path.',
      'src/slack/app.ts imports #chat: import our own files by a relative path.',
      'src/slack/app.ts imports something worked out while running: name it, so that it can be checked.',
    ],
  ],
];
