// A process of its own that opens the database in the folder it is given, says so, and keeps it open until it is ended.
import { connect } from '../../src/database/connect.js';

await connect({ folder: process.argv[2] ?? '' });
process.stdout.write('open');
setInterval(() => undefined, 60_000);
