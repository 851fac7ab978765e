// An app behind a proxy, on Express or Fastify (HOST). It answers in many ways; /slow answers after the proxy has given up.
import { createReadStream } from 'node:fs';
import { gzipSync } from 'node:zlib';
import express from 'express';
import fastify from 'fastify';
import { halyard as halyardExpress } from 'halyard/express';
import { halyard as halyardFastify } from 'halyard/fastify';

const record = (fields, line) => process.stdout.write(`${JSON.stringify({ ...fields, line })}\n`);
const options = { environment: 'production', logger: { error: record, warn: record, info: record, debug: () => {} } };
const listening = ({ port }) => console.log(`LISTENING http://127.0.0.1:${port}`);

if (process.env.HOST === 'fastify') {
  const app = fastify();
  app.register(halyardFastify, options);
  app.get('/fails', async () => {
    throw new Error('no tide table');
  });
  app.all('/', async () => 'ahoy');
  await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
  listening(app.server.address());
} else {
  const app = express();
  halyardExpress(app, options);
  app.get('/fails', () => {
    throw new Error('no tide table');
  });
  app.all('/', (_req, res) => res.type('text').send('ahoy'));
  app.all('/slow', (_req, res) => void setTimeout(() => res.send('late'), 20_000));
  app.get('/json', (_req, res) => res.ok({ berth: 7 }));
  app.get('/page', (_req, res) => res.send('<!doctype html><title>Page</title><!--# echo var="request_id" --><p>Page'));
  app.get('/gzip', (_req, res) => res.set('Content-Encoding', 'gzip').type('text').send(gzipSync('compressed')));
  app.get('/stream', (_req, res) => createReadStream(import.meta.filename).pipe(res.type('text')));
  app.get('/cookies', (_req, res) => res.cookie('a', '1').cookie('b', '2').redirect('/page'));
  app.get('/empty', (_req, res) => res.status(204).end());
  app.get('/binary', (_req, res) => res.send(Buffer.from(Array.from({ length: 512 }, (_, index) => index % 256))));
  app.post('/echo', express.text(), (req, res) => res.type('text').send(req.body));
  for (const status of [400, 401, 403, 404, 405, 408, 413, 414, 418, 422, 429, 431, 500, 501, 502, 503, 504]) {
    app.all(`/status/${status}`, (_req, res) => res.status(status).type('text').send(`the app's own ${status}`));
    app.all(`/answer/${status}`, () => {
      throw Object.assign(new Error('declared'), { status });
    });
  }
  app.get('/busy', (_req, res) => res.set('Retry-After', '7').serviceUnavailable());
  const server = app.listen(Number(process.env.PORT), '127.0.0.1', () => listening(server.address()));
}
