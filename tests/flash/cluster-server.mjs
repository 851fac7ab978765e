// A sign-up form behind one port, in as many processes as asked for: each that ends is replaced. Started with fork(): says on which port,
// and which processes serve; ends when whoever started it is gone.
import cluster from 'node:cluster';

const { PROCESSES = '1', STORE, REDIS_URL, SECRET } = process.env;

if (cluster.isPrimary) {
  // With a callback a send that comes too late is nobody's error.
  const tell = (about) => process.connected && process.send(about, () => {});
  // The processes take connections themselves: handed out by the first one, those on their way to a process that is killed would stay open, unanswered.
  cluster.schedulingPolicy = cluster.SCHED_NONE;
  for (let i = 0; i < Number(PROCESSES); i++) cluster.fork();
  cluster.on('listening', (worker, { port }) => tell({ port, started: worker.process.pid }));
  const replace = (worker) => {
    tell({ ended: worker.process.pid });
    cluster.fork();
  };
  cluster.on('exit', replace);
  process.once('disconnect', () => {
    cluster.off('exit', replace);
    for (const worker of Object.values(cluster.workers)) worker.process.kill('SIGKILL');
    process.exit();
  });
} else {
  const { halyard } = await import('halyard/node-http');
  const store = await storeOf(STORE);
  const app = halyard({ flash: { ...(SECRET && { secret: SECRET }), ...(store && { store }) }, logger: false });
  app
    .createServer(async (req, res) => {
      if (new URL(req.url, 'http://harbour').pathname !== '/signup') return res.notFound();
      if (req.method === 'POST') {
        const { name } = await fieldsOf(req);
        return res.badRequest([{ path: ['name'], message: `${name} is taken` }], '/signup');
      }
      res.setHeader('content-type', 'text/html; charset=utf-8');
      res.end(`<p id="error">${res.form.errors.first('name') ?? ''}</p><input name="name" value="${res.form.old('name')}"><i>${process.pid}</i>`);
    })
    .listen(0, '127.0.0.1');
}

/** As an app reads a form without a framework. */
async function fieldsOf(req) {
  let text = '';
  for await (const chunk of req.setEncoding('utf8')) text += chunk;
  req.body = Object.fromEntries(new URLSearchParams(text));
  return req.body;
}

/** The store, on a connection of this process's own, as an app makes it. */
async function storeOf(name) {
  if (name === 'cookie') return undefined;
  const { redisFlash } = await import('halyard/forms');
  if (name === 'ioredis') {
    const { Redis } = await import('ioredis');
    const client = new Redis(REDIS_URL, { retryStrategy: () => 50 });
    client.on('error', () => {});
    await client.ping().catch(() => {});
    return redisFlash(client);
  }
  const { createClient } = await import('redis');
  const client = createClient({ url: REDIS_URL, socket: { reconnectStrategy: 50 } });
  client.on('error', () => {});
  const connected = client.connect();
  // A process that starts while the server is away serves all the same.
  await Promise.race([connected, new Promise((resolve) => setTimeout(resolve, 500))]);
  return redisFlash(client);
}
