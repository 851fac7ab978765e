// One server of the bench: an Express app whose route fails five calls deep. `halyard` answers with the development page, `youch` with Youch's.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import express from 'express';
import { halyard } from 'halyard/express';

const [kind, youchFolder] = process.argv.slice(2);
const app = express();
if (kind === 'halyard') halyard(app, { logger: false });

function findOrder(id) {
  if (id !== '') throw new TypeError(`The order ${id} has no lines`, { cause: new Error('orders-db:5432 refused the connection') });
}
const service = { order: (id) => findOrder(id) };
app.get('/orders/:id', async (request) => {
  await Promise.resolve();
  service.order(request.params.id);
});

if (kind === 'youch') {
  const from = createRequire(`${youchFolder}/package.json`);
  // It is loaded at the first failure, as an app does that has it for development only.
  app.use(async (error, request, response, _next) => {
    const { Youch } = await import(pathToFileURL(from.resolve('youch')).href);
    const page = await new Youch().toHTML(error, { request: { url: request.url, method: request.method, headers: request.headers } });
    response.status(500).type('html').send(page);
  });
}

const server = app.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('disconnect', () => process.exit());
