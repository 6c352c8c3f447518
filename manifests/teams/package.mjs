// npm run teams:package -- APP-ID https://corridor.your-trust.example [FILE]
// Makes the zip that Teams takes, the same bytes for the same words, after checking it against Microsoft's own schema.
import { readFileSync, writeFileSync } from 'node:fs';
import { AppManifestUtils } from '@microsoft/app-manifest';
import { zipSync } from 'fflate';

const HERE = new URL('./', import.meta.url);
const [appId = '', address = '', file = 'corridor-teams.zip'] = process.argv.slice(2);
const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

if (!GUID.test(appId)) fail('The first word is the Application (client) ID of your Azure bot, a GUID.');
if (!/^https:\/\/[a-z0-9.-]+$/i.test(address))
  fail('The second word is the address of your Corridor: https:// and a name, without a path.');

const text = readFileSync(new URL('manifest.json', HERE), 'utf8')
  .replaceAll('00000000-0000-0000-0000-000000000000', appId.toLowerCase())
  .replaceAll('https://corridor.example', address);
const wrong = await AppManifestUtils.validateAgainstSchema(JSON.parse(text));
if (wrong.length > 0) fail(`Teams would not take this manifest: ${wrong.join('; ')}`);

// A zip holds the time of each file: a fixed one, in the first year that a zip can name.
const as = (bytes) => [bytes, { mtime: new Date(1980, 0, 2), level: 9 }];
const zip = zipSync({
  'manifest.json': as(new TextEncoder().encode(text)),
  'color.png': as(new Uint8Array(readFileSync(new URL('color.png', HERE)))),
  'outline.png': as(new Uint8Array(readFileSync(new URL('outline.png', HERE)))),
});
writeFileSync(file, zip);
process.stdout.write(`${file} is ready to be uploaded in the Teams admin centre.\n`);

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
