// Four processes behind one port. A process that ends is replaced.
import cluster from 'node:cluster';

const { PROCESSES = '4' } = process.env;

if (cluster.isPrimary) runProcesses(Number(PROCESSES));
else await import('./harbour.js');

function runProcesses(count) {
  let open = 0;
  cluster.on('listening', (_worker, { port }) => {
    open += 1;
    if (open === count) console.log(`\nKittiwake Harbour is open: http://localhost:${port}\n  ${count} processes, one port. Stop with Ctrl-C.\n`);
  });
  cluster.on('exit', (worker, code, signal) => {
    // A process that ends before it listens is not replaced: the next one would end, too.
    if (code === 1) process.exit(1);
    console.log(`Process ${worker.process.pid} has ended (${signal ?? code}); another takes its place.`);
    cluster.fork();
  });
  for (let i = 0; i < count; i++) cluster.fork();
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      cluster.removeAllListeners('exit');
      for (const worker of Object.values(cluster.workers)) worker.process.kill('SIGTERM');
    });
  }
}
