import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import fastifyView from '@fastify/view';
import ejs from 'ejs';
import Fastify from 'fastify';
import createError from 'http-errors';
import { berths, issues, lastMove, REFUSAL } from '../../harbour.mjs';
import { logger } from '../../servers/logger.mjs';
import { serve } from '../../servers/serve.mjs';

/** The code that users of Fastify write themselves: http-errors, @fastify/view, a handler for unmatched routes and one for errors. */
serve(async () => {
  const app = Fastify({ loggerInstance: logger });
  await app.register(fastifyView, { engine: { ejs }, root: join(import.meta.dirname, '../../views'), production: true });

  app.get('/berths', async () => berths);
  app.get('/bookings/check', async () => {
    throw createError(400, 'The booking cannot be made', { errors: issues });
  });
  app.get('/cranes', async () => {
    throw createError(403, REFUSAL);
  });
  app.get('/moves/last', async () => lastMove());
  app.get('/map/moves', async () => lastMove());

  app.setNotFoundHandler((request, reply) => answer(createError(404), request, reply));
  app.setErrorHandler(answer);
  await app.ready();
  return app.server;
});

function answer(err, request, reply) {
  const status = err.statusCode ?? 500;
  const title = TITLES[status];
  const reference = randomUUID();
  if (status >= 500) request.log.error({ err, reference, status, method: request.method, path: request.url }, err.message);
  // http-errors sets the message "Not Found" for a 404 without a message.
  const message = err.expose && err.message !== title ? err.message : '';
  reply.code(status);
  if (request.headers.accept?.includes('text/html')) return reply.view(String(status), { status, title, message, reference, errors: [] });
  return reply.send({ title, status, ...(message && { detail: message }), reference, ...(err.errors && { errors: err.errors }) });
}

const TITLES = { 400: 'Bad Request', 403: 'Forbidden', 404: 'Not Found', 500: 'Internal Server Error' };
