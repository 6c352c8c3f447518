/** Tells the parent that this process is ready, and, whenever asked, what it has used. */
export function answerUsage() {
  process.on('message', (collect) => {
    if (collect) globalThis.gc?.();
    const { user, system } = process.cpuUsage();
    process.send({ cpuMs: (user + system) / 1_000, rssMb: process.memoryUsage().rss / 2 ** 20 });
  });
  process.send('ready');
}
