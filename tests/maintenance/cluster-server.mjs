// An Express app behind one port, served by four processes. The parent starts this file with fork(), in the folder of the app.
import cluster from 'node:cluster';

if (cluster.isPrimary) {
  // The primary hands out the connections in turn, so that a test meets each worker.
  cluster.schedulingPolicy = cluster.SCHED_RR;
  const all = Array.from({ length: 4 }, () => cluster.fork());
  const ports = await Promise.all(all.map((worker) => new Promise((resolve) => worker.once('listening', ({ port }) => resolve(port)))));
  process.on('message', (message) => {
    for (const worker of all) worker.send(message);
  });
  process.once('disconnect', () => {
    for (const worker of all) worker.process.kill('SIGKILL');
    process.exit();
  });
  process.send({ port: ports[0], pids: all.map((worker) => worker.process.pid) });
} else {
  const { default: express } = await import('express');
  const { createServer, halyard } = await import('halyard/express');
  const { maintenance } = await import('halyard/maintenance');
  const finished = new Promise((resolve) => process.once('message', resolve));
  const app = express();
  halyard(app, { logger: false, maintenance: maintenance() });
  app.get('/', (_req, res) => res.send('open'));
  app.get('/health', (_req, res) => res.send('alive'));
  app.get('/begun', async (_req, res) => {
    res.write('first ');
    await finished;
    res.end('last');
  });
  app.get('/waiting', async (_req, res) => {
    await finished;
    res.send('answered');
  });
  const server = createServer(app);
  // The 503 is sent before any middleware of the app runs.
  server.prependListener('request', (_req, res) => res.setHeader('x-worker', process.pid));
  server.listen(0, '127.0.0.1');
}
