// Servers of each host that fail in several ways. Prints what the log and the clients get of each failure, as JSON.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';

const repository = createRequire(process.argv[2]);
const load = async (name) => import(repository.resolve(name));
const own = async (name) => (await import(`${process.argv[3]}/adapters/${name}`)).halyard;

const { default: express } = await load('express');
const { default: Koa } = await load('koa');
const { default: Fastify } = await load('fastify');
const { default: Hapi } = await load('@hapi/hapi');
const { Hono } = await load('hono');
const { createAdaptorServer } = await load('@hono/node-server');

const errors = [];
const logger = Object.fromEntries(['debug', 'info', 'warn', 'error', 'fatal'].map((level) => [level, (record) => errors.push(JSON.stringify(record))]));
const OPTIONS = { environment: 'development', logger, flash: { secret: 'a secret of the harbour, 123456789012' } };

function failing() {
  throw new Error('thrown by the app');
}
async function rejecting() {
  await Promise.resolve();
  throw new Error('rejected by the app', { cause: new TypeError('behind it') });
}
const responding = (reply) => reply.serverError(new Error('passed by the app'));
const FAILURES = { '/thrown': failing, '/rejected': rejecting, '/passed': responding };
const answer = (path, reply) => FAILURES[path](reply);

const HOSTS = {
  'node:http': async () =>
    (await own('node-http/node-http.js'))(OPTIONS).createServer((request, reply) => answer(new URL(request.url, 'http://a').pathname, reply)),
  async Express() {
    const app = express();
    (await own('express/express.js'))(app, OPTIONS);
    for (const path of Object.keys(FAILURES)) app.get(path, (_request, reply) => answer(path, reply));
    return createServer(app);
  },
  async Koa() {
    const app = new Koa();
    (await own('koa/koa.js'))(app, OPTIONS);
    app.use(async (_context, next) => next());
    app.use((context) => answer(context.path, context));
    return createServer(app.callback());
  },
  async Fastify() {
    const { halyard, fastifyOptions } = await import(`${process.argv[3]}/adapters/fastify/fastify.js`);
    const app = Fastify(fastifyOptions());
    await app.register(halyard, OPTIONS);
    for (const path of Object.keys(FAILURES)) app.get(path, (_request, reply) => answer(path, reply));
    await app.ready();
    return app.server;
  },
  async hapi() {
    const server = Hapi.server({ autoListen: false });
    await server.register({ plugin: await own('hapi/hapi.js'), options: OPTIONS });
    for (const path of Object.keys(FAILURES)) server.route({ method: 'GET', path, handler: (_request, h) => answer(path, h) });
    await server.start();
    return server.listener;
  },
  async Hono() {
    const app = new Hono();
    (await own('hono/hono.js'))(app, OPTIONS);
    for (const path of Object.keys(FAILURES)) app.get(path, (c) => answer(path, c.var.reply));
    return createAdaptorServer({ fetch: app.fetch, hostname: '127.0.0.1' });
  },
};

const seen = [];
for (const [host, make] of Object.entries(HOSTS)) {
  const server = await make();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  for (const path of Object.keys(FAILURES)) {
    errors.length = 0;
    const answers = {};
    for (const accept of ['text/html', 'text/markdown', 'text/plain', 'application/json']) {
      const response = await fetch(`http://127.0.0.1:${server.address().port}${path}`, { headers: { accept } });
      answers[accept] = await response.text();
    }
    seen.push({ host, path, log: errors.join('\n'), answers });
  }
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
}
process.stdout.write(JSON.stringify(seen), () => process.exit(0));
