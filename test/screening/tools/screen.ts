/** The terminal's way to the screen: `npm run screen -- score FILE`. */
import { readFileSync } from 'node:fs';
import { screenCommand } from '../../../src/screening/command.js';
import { originsOf } from './origins.js';

const said = screenCommand(process.argv.slice(2), {
  lines: (file) => readFileSync(file, 'utf8').split('\n'),
  now: () => performance.now() * 1000,
  originsOf,
});
process.stdout.write(`${said}\n`);
