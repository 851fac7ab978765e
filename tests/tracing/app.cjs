// An app on a release of Express, with a tool that traces it or changes its handlers. It asks itself for some paths, and prints what happened.
const { createRequire } = require('node:module');
const { join } = require('node:path');
const { TOOLS } = require('./tools.cjs');

const { folder, release, tool, when, mounts } = JSON.parse(process.argv[2]);
const load = createRequire(join(folder, release, 'index.cjs'));
Error.stackTraceLimit = 500;

/** The names of everything that Express' class of layers has. */
const membersOfLayers = (app) => Object.getOwnPropertyNames(Object.getPrototypeOf((app._router ?? app.router).stack[0])).join();

const unhandled = [];
let giveUp = () => {};
process.on('unhandledRejection', (reason) => {
  unhandled.push(String(reason));
  giveUp();
});

void main();

async function main() {
  const { halyard } = await import('halyard/express');
  const { register, wrap = (handler) => handler, observed } = TOOLS[tool](load);
  if (when === 'before') register();
  const plain = load('express')();
  plain.get('/', () => {});
  const members = membersOfLayers(plain);
  const app = load('express')();
  const logged = [];
  const logger = { error: (_record, message) => logged.push(message), warn: () => {}, info: () => {}, debug: () => {} };
  if (mounts) halyard(app, { logger, environment: 'production' });
  if (when === 'after') register();
  const result = { app: await asked(addRoutes(load('express'), app, wrap)), logged: logged.length, observed: [...(await observed())] };
  result.beside = await asked(addRoutes(load('express'), load('express')(), wrap));
  result.untouched = when === 'after' || membersOfLayers(plain) === members;
  console.log(JSON.stringify({ ...result, unhandled }));
  process.exit(0);
}

function addRoutes(express, app, wrap) {
  const handled = [];
  const stacks = {};
  app.use((_request, _response, next) => next());
  const routesOf = (router) =>
    router
      .get('/ok', (_request, response) => response.json({}))
      .get(
        '/sync',
        wrap((request) => {
          const error = new Error('thrown');
          stacks[request.originalUrl] = error.stack.split('\n').length - 1;
          throw error;
        }),
      )
      .get(
        '/async',
        wrap(async () => {
          await null;
          throw new Error('rejected');
        }),
      )
      .get('/nothing', () => {
        throw undefined;
      });
  routesOf(app);
  app.use('/router', routesOf(express.Router()));
  app.use('/app', routesOf(express()));
  app.use((error, _request, _response, next) => {
    handled.push(error === undefined ? 'undefined' : error.message);
    next(error);
  });
  return { app, handled, stacks };
}

async function asked({ app, handled, stacks }) {
  app.set('env', 'test');
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const answers = {};
  for (const where of ['', '/router', '/app']) {
    for (const what of ['/ok', '/sync', '/async', '/nothing']) {
      const url = `http://127.0.0.1:${server.address().port}${where}${what}`;
      const aborting = new AbortController();
      // Express 4 never answers after that.
      giveUp = () => aborting.abort();
      const status = await fetch(url, { signal: aborting.signal }).then(
        (response) => response.status,
        () => 'none',
      );
      answers[where + what] = [status, handled.splice(0).join()];
    }
  }
  server.close();
  server.closeAllConnections();
  return { answers, stacks };
}
