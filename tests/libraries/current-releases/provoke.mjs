// Makes releases of libraries that need Node 22 or later fail on an app in production. Prints for each failure what the client and the log got.
import { once } from 'node:events';
import { createServer } from 'node:http';
import express from 'express';
import Fastify from 'fastify';
import { databaseCalls } from './databases.mjs';
import { CANARY, httpCalls, middleware } from './http-clients.mjs';

const [dist] = process.argv.slice(2);
const { halyard: onExpress } = await import(`${dist}/adapters/express/express.js`);
const { halyard: onFastify } = await import(`${dist}/adapters/fastify/fastify.js`);

async function listening(server) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: server.address().port, close: () => server.closeAllConnections() ?? server.close() };
}

const HOSTS = {
  async Express(options, handlers) {
    const app = express();
    onExpress(app, options);
    app.get('/', ...handlers);
    return listening(createServer(app));
  },
  async Fastify(options, [handler]) {
    const app = Fastify();
    await app.register(onFastify, options);
    app.get('/', async () => handler());
    await app.listen({ port: 0, host: '127.0.0.1' });
    return { port: app.server.address().port, close: () => app.close() };
  },
};

/** Returns the status, the issues and the own fields of the answer, and whether anything that left the app has the canary. */
async function answerOf(host, handlers, upstream) {
  const lines = [];
  const log = (...line) => void lines.push(JSON.stringify(line));
  const logger = { error: log, warn: log, info: log, debug: log };
  const { port, close } = await HOSTS[host]({ environment: 'production', logger, upstream }, handlers);
  try {
    const response = await fetch(`http://127.0.0.1:${port}/`, { headers: { accept: 'application/problem+json', connection: 'close' } });
    const body = await response.text();
    const { status, errors } = JSON.parse(body);
    const fields = ['retry-after', 'www-authenticate'].filter((name) => response.headers.has(name));
    return { status, errors, fields, leaks: [body, ...lines].join('\n').includes(CANARY) };
  } finally {
    await close();
  }
}

for (const [library, calls] of Object.entries({ ...(await httpCalls()), ...(await databaseCalls()) })) {
  for (const [failure, call] of Object.entries(calls)) {
    for (const host of Object.keys(HOSTS)) {
      const [usual, upstream] = [await answerOf(host, [call], false), await answerOf(host, [call], true)];
      process.stdout.write(`${JSON.stringify({ library, failure, host, usual, upstream })}\n`);
    }
  }
}
for (const [library, handlers] of Object.entries(middleware)) {
  const [usual, upstream] = [await answerOf('Express', handlers, false), await answerOf('Express', handlers, true)];
  process.stdout.write(`${JSON.stringify({ library, failure: 'answer', host: 'Express', usual, upstream })}\n`);
}
process.exit();
