import { benchBridge } from './bridge.js';
import { benchDelivery } from './delivery.js';
import { benchDigest } from './digest.js';
import { benchPeers } from './peers.js';
import { benchReferral } from './referral.js';
import { benchReply } from './reply.js';
import { benchScreen } from './screen.js';
import { benchSearch } from './search.js';
import { benchSlash } from './slash.js';
import { benchTeams } from './teams.js';

/** `npm run bench`: what things cost, beside a peer where one can be run in the same breath. */
const print = (line: string) => void process.stdout.write(`${line}\n`);

print(`Node ${process.version}, ${new Date().toISOString()}`);
benchScreen(print);
await benchPeers(print);
await benchSlash(print);
await benchTeams(print);
await benchReply(print);
await benchBridge(print);
await benchReferral(print, undefined);
if (process.env['TEST_DATABASE_URL']) await benchReferral(print, process.env['TEST_DATABASE_URL']);
else print('PostgreSQL: not measured, TEST_DATABASE_URL is not set');
await benchDelivery(print, process.env['TEST_DATABASE_URL']);
await benchDigest(print, process.env['TEST_DATABASE_URL']);
await benchSearch(print, process.env['TEST_DATABASE_URL']);
process.exit(0);
