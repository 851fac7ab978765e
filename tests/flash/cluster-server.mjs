// A sign-up form behind one port, served by several processes. A process that ends is replaced. The parent starts this file with fork().
// It sends the port and the ids of the serving processes to the parent, and ends when the parent is gone.
import cluster from 'node:cluster';

const { PROCESSES = '1', STORE, REDIS_URL, SECRET } = process.env;

if (cluster.isPrimary) {
  // The callback ignores the error of a message that is sent after the parent has gone.
  const report = (about) => process.connected && process.send(about, () => {});
  // The processes accept connections themselves. If the first process handed them out, connections to a killed process would stay open, unanswered.
  cluster.schedulingPolicy = cluster.SCHED_NONE;
  for (let i = 0; i < Number(PROCESSES); i++) cluster.fork();
  cluster.on('listening', (worker, { port }) => report({ port, started: worker.process.pid }));
  const replace = (worker) => {
    report({ ended: worker.process.pid });
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

/** Reads a form as an app without a framework does. */
async function fieldsOf(req) {
  let text = '';
  for await (const chunk of req.setEncoding('utf8')) text += chunk;
  req.body = Object.fromEntries(new URLSearchParams(text));
  return req.body;
}

/** The store, on a connection of this process, as an app makes it. */
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
  // A process serves requests even when it starts while the server is away.
  await Promise.race([connected, new Promise((resolve) => setTimeout(resolve, 500))]);
  return redisFlash(client);
}
