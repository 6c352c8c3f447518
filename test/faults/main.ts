// Whether anything is lost, said twice or out of order while the program is killed and the platforms falter:
//   npm run faults -- --events 1000 --kills 30 --seed 7
//   npm run faults -- --events 1000 --kills 30 --database postgresql://… --processes 3
//   npm run faults -- --events 1300 --kills 30 --spans        one of the two channels is in Teams
//   npm run faults -- --guards --database sqlite --database postgresql://…     breaks each guard, and is to fail
// Several databases are tried at the same time. The program's time goes by up to twenty times as fast as it does (--speed).
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { breakGuard, GUARDS, type Guard } from './guards.js';
import { fittingSpeed } from './world.js';
import { run, type Ran, type RunOptions } from './run.js';

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '1000' },
    kills: { type: 'string', default: '30' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
    /** On PostgreSQL; the embedded database belongs to one. */
    processes: { type: 'string', default: '3' },
    database: { type: 'string', multiple: true, default: ['sqlite'] },
    /** Of the program’s time; left out, what this machine can bear just now. */
    speed: { type: 'string' },
    /** Half of what is written crosses from Slack to Teams or back. */
    spans: { type: 'boolean', default: false },
    guards: { type: 'boolean', default: false },
    /** Where to write how many runs passed and failed, for a script that adds them up. */
    report: { type: 'string' },
  },
});

const SHOWN = 12;
const print = (line: string) => void process.stdout.write(`${line}\n`);

const speed = values.speed ? Number(values.speed) : await fittingSpeed();
const settings: readonly RunOptions[] = values.database.map((database) => ({
  ...{ events: Number(values.events), kills: Number(values.kills), seed: Number(values.seed), speed },
  spans: values.spans,
  server: database === 'sqlite' ? undefined : database,
  processes: database === 'sqlite' ? 1 : Number(values.processes),
}));

const faultsOf = ({ lost, duplicated, outOfOrder }: Ran) => [...lost, ...duplicated, ...outOfOrder];
const nameOf = ({ server, processes }: RunOptions) =>
  `${server ? 'PostgreSQL' : 'SQLite'}, ${processes} ${processes === 1 ? 'process' : 'processes'}`;

function inWords(options: RunOptions, ran: Ran): string {
  const { lost, duplicated, outOfOrder, promised, landed, freezes, seconds } = ran;
  const did = `${options.events} events, ${options.kills} kills, ${freezes} freezes, ${promised} promised, ${landed} messages`;
  const found = `${lost.length} lost, ${duplicated.length} duplicated, ${outOfOrder.length} out of order`;
  const all = `${found}${options.spans ? inTeamsAlone(ran) : ''}`;
  return `${nameOf(options)}, seed ${options.seed}: ${did}, ${Math.round(seconds)} s at speed ${options.speed}: ${all}`;
}

/** What Teams does not let anybody promise, said apart: no one-to-one chat can be read, and nothing comes twice. */
const inTeamsAlone = ({ held, behind, crossing }: Ran) =>
  `; ${crossing.promised} replies crossing; in Teams ${held} held for a person and ${behind} behind them, and ${crossing.unanswered} written while nobody answered, which nobody was promised`;

/** @returns whether nothing was lost, duplicated or out of order */
async function holds(options: RunOptions): Promise<boolean> {
  const ran = await run(options);
  print(inWords(options, ran));
  const faults = faultsOf(ran);
  for (const each of faults.slice(0, SHOWN)) print(`  ${each}`);
  if (faults.length > 0) print(ran.lines.join('\n'));
  return faults.length === 0;
}

/** @returns whether the run fails without this guard, as it must */
async function bites(guard: Guard): Promise<boolean> {
  const options = settings.find(({ server }) => (server !== undefined) === (guard.several ?? false));
  const title = `${guard.name} (against ${guard.against})`;
  if (!options) {
    print(
      `${title}: not tried; it takes ${guard.several ? '--database postgresql://…' : '--database sqlite'}`,
    );
    return false;
  }
  const { main, remove } = breakGuard(guard);
  try {
    const ran = await run({ ...options, main, hasty: true });
    const bitten = faultsOf(ran).length > 0;
    print(`${title}: ${bitten ? 'bites' : 'DOES NOT BITE'}. Without it, on ${inWords(options, ran)}`);
    return bitten;
  } finally {
    remove();
  }
}

const results: boolean[] = [];
if (values.guards) for (const guard of GUARDS) results.push(await bites(guard));
else results.push(...(await Promise.all(settings.map(holds))));

const numPassedTests = results.filter(Boolean).length;
const numFailedTests = results.length - numPassedTests;
if (values.report) writeFileSync(values.report, JSON.stringify({ numPassedTests, numFailedTests }));
process.exit(numFailedTests > 0 ? 1 : 0);
