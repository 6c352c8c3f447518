import type { Case } from './case.js';

export const FEATURES: readonly Case[] = [
  [
    'a feature that is built as features are',
    {
      'features/index.ts': `import './cases/commands.js'; import './cases/jobs.js';`,
      'features/cases/reasons.json': `[]`,
      'features/cases/rules.ts': `import reasons from './reasons.json' with { type: 'json' }; import type { Place } from '../../chat/place.js'; import { Temporal } from 'temporal-polyfill'; import '../people/rules.js'; import type { Clock } from '../../shared/clock.js'; import '../../shared/money.js';`,
      'features/cases/schema.ts': `import './rules.js'; import { z } from 'zod'; import type { Values } from '../../chat/form.js';`,
      'features/cases/use-cases/take.ts': `import '../rules.js'; import '../schema.js'; import './needs.js'; import '../../people/use-cases.js'; import '../../../screening/screen.js'; import '../../../shared/ids.js'; await 0;`,
      'features/cases/use-cases/needs.ts': `export type Needs = { now: Date };`,
      'features/cases/store.ts': `import type { Needs } from './use-cases/needs.js'; import '../../database/client.js'; import '../../delivery/outbox.js';`,
      'features/cases/messages.ts': `import './use-cases/take.js'; import { sentence } from '../../chat/message.js'; import type { Finding } from '../../screening/screen.js';`,
      'features/cases/commands.ts': `import './messages.js'; import './use-cases/take.js'; import '../../chat/feature.js';`,
      'features/cases/jobs.ts': `import './messages.js'; import '../../delivery/job.js';`,
      'features/people/rules.ts': `import { z } from 'zod'; import roles from './roles.json' with { type: 'json' };`,
      'features/people/roles.json': `[]`,
      'features/people/use-cases.ts': `import './rules.js';`,
      'shared/clock.ts': `/** Now. */\nexport const now = () => new Date();`,
      'shared/ids.ts': `import { v7 } from 'uuid';\n/** An id. */\nexport const newId = () => v7();`,
      'shared/money.ts': `/** Pence. */\nexport const pence = (pounds: number) => pounds * 100;`,
    },
    [],
  ],
  [
    'words that a feature does not have',
    {
      'features/cases/service.ts': ``,
      'features/cases/index.ts': ``,
      'features/cases/rules.test.ts': ``,
      'features/cases/ui/card.ts': ``,
      'features/cases/messages.tsx': ``,
      'features/loose.ts': ``,
    },
    [
      'src/features/cases/service.ts: a feature has no such word; what people can do belongs in use-cases.ts.',
      'src/features/cases/index.ts: a feature has no such word; there are no barrels, so what it passes on is imported from the file that says it.',
      'src/features/cases/rules.test.ts is a test: it belongs in test/, in the file of its feature.',
      'src/features/cases/ui/card.ts: a feature has no such word; it belongs in one of rules.ts, schema.ts, use-cases.ts, store.ts, messages.ts, commands.ts, jobs.ts.',
      'src/features/cases/messages.tsx draws a page: pages belong in src/web; what they say, in a feature’s messages.ts.',
      'src/features/loose.ts is in no feature: it belongs in a folder named after its noun.',
    ],
  ],
  [
    'somebody but the store who talks to the database, even by type, even from a folder',
    { 'features/cases/use-cases/take.ts': `import type { Tx } from '../../../database/transaction.js';` },
    [
      'src/features/cases/use-cases/take.ts imports src/database/transaction.ts: only the store talks to the database, so this belongs in src/features/cases/store.ts.',
    ],
  ],
  [
    'commands that go straight to the store or to delivery',
    { 'features/cases/commands.ts': `import './store.js'; import '../../delivery/outbox.js';` },
    [
      'src/features/cases/commands.ts imports src/features/cases/store.ts: the store is handed in, so what is needed from it belongs as a type in src/features/cases/use-cases.ts.',
      'src/features/cases/commands.ts imports src/delivery/outbox.ts: what happens later belongs in src/features/cases/jobs.ts, and what is queued with a row in src/features/cases/store.ts.',
    ],
  ],
  [
    'use cases that say words, and messages that screen',
    {
      'features/cases/use-cases.ts': `import { sentence } from '../../chat/message.js';`,
      'features/cases/messages.ts': `import { screen } from '../../screening/screen.js';`,
    },
    [
      'src/features/cases/use-cases.ts imports src/chat/message.ts: use-cases know only the types of chat, so what people read belongs in src/features/cases/messages.ts.',
      'src/features/cases/messages.ts imports src/screening/screen.ts: the screen is asked in src/features/cases/use-cases.ts, so this belongs there.',
    ],
  ],
  [
    'a feature that reaches into another',
    {
      'features/cases/store.ts': `import '../people/store.js'; import ids from '../people/ids.json';`,
      'features/cases/rules.ts': `import '../people/use-cases.js'; import './schema.js';`,
      'features/cases/jobs.ts': `import { features } from '../index.js';`,
    },
    [
      'src/features/cases/store.ts imports src/features/people/store.ts: another feature is reached only through its use-cases.ts and rules.ts, so offer it in src/features/people/use-cases.ts.',
      'src/features/cases/store.ts imports src/features/people/ids.json: another feature is reached only through its use-cases.ts and rules.ts, so offer it in src/features/people/use-cases.ts.',
      'src/features/cases/rules.ts imports src/features/people/use-cases.ts: another feature is reached only through its rules.ts, so offer it in src/features/people/rules.ts.',
      'src/features/cases/rules.ts imports src/features/cases/schema.ts: rules may not know schema, so what both need belongs in src/features/cases/rules.ts.',
      'src/features/cases/jobs.ts imports src/features/index.ts: a feature does not know the list it is in; hand it in as a need from src/main.ts.',
    ],
  ],
];
