import express from 'express';
import Fastify from 'fastify';
import { halyard } from 'halyard/express';
import { halyard as onFastify } from 'halyard/fastify';
import { halyard as onNode } from 'halyard/node-http';

const app = express();
halyard(app, { context: (req) => ({ agent: req.get('user-agent') }), disclose: ({ native }) => native.ip === '::1' });
app.get('/orders/:id', (req, res) => {
  if (req.params.id === '7') {
    res.notFound('There is no such order');
    return;
  }
  res.ok({ id: req.params.id });
});
app.get('/exports', async (_req, res) => {
  await Promise.resolve();
  res.forbidden({ detail: 'Three exports a day', code: 'E_EXPORTS' });
});
app.get('/gone', (_req, res) => res.gone('Sold', { headers: { age: 30, 'retry-after': 3 } }));

export const fastify = Fastify();
fastify.register(onFastify, { locals: (req) => ({ url: req.url }) });
fastify.get('/orders', (_req, reply) => {
  reply.notFound('There is no such order');
});
fastify.get('/later', async (_req, reply) => {
  await Promise.resolve();
  return reply.notFound('There is no such order');
});

export const server = onNode().createServer((_req, res) => {
  res.notFound();
});
