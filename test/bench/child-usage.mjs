import { createRequire } from 'node:module';

const { cache } = createRequire(import.meta.url);
const hasBotbuilder = () => Object.keys(cache).some((path) => path.includes('/node_modules/botbuilder/'));

/** Tells the parent that this process is ready, and, whenever asked, what it has used and loaded. */
export function answerUsage() {
  process.on('message', (collect) => {
    if (collect) globalThis.gc?.();
    const { user, system } = process.cpuUsage();
    const { rss, heapUsed } = process.memoryUsage();
    const [rssMb, heapMb] = [rss / 2 ** 20, heapUsed / 2 ** 20];
    process.send({ cpuMs: (user + system) / 1_000, rssMb, heapMb, hasBotbuilder: hasBotbuilder() });
  });
  process.send('ready');
}
