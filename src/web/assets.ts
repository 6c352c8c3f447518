import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Hono } from 'hono';
import { SCRIPT } from './script.js';
import { STYLE } from './style.js';

/** Where the pages find their looks; the address changes with the content, so it may be kept for ever. */
export type Assets = { routes: Hono; bootstrap: string; style: string; script: string };

const FOR_EVER = 'public, max-age=31536000, immutable';

/** Reads Bootstrap's style sheet from where it is installed, once. */
export function createAssets(): Assets {
  const routes = new Hono();
  const bootstrapFile = createRequire(import.meta.url).resolve('bootstrap/dist/css/bootstrap.min.css');
  const serve = (name: string, type: string, body: string) => {
    const version = createHash('sha256').update(body).digest('base64url').slice(0, 10);
    const path = `/assets/${version}/${name}`;
    routes.get(path, (context) =>
      context.body(body, 200, { 'content-type': type, 'cache-control': FOR_EVER }),
    );
    return path;
  };
  // Its source map is not served, and a browser's tools would ask for it.
  const bootstrap = readFileSync(bootstrapFile, 'utf8').replace(/\/\*# sourceMappingURL=.*?\*\//, '');
  return {
    routes,
    bootstrap: serve('bootstrap.css', 'text/css; charset=utf-8', bootstrap),
    style: serve('corridor.css', 'text/css; charset=utf-8', STYLE),
    script: serve('corridor.js', 'text/javascript; charset=utf-8', SCRIPT),
  };
}
