import rateLimit from '@fastify/rate-limit';
import sensible from '@fastify/sensible';
import Fastify from 'fastify';
import fp from 'fastify-plugin';
import { halyard } from 'halyard/fastify';

const PARCEL = {
  body: { type: 'object', required: ['number', 'grams'], properties: { number: { type: 'string' }, grams: { type: 'integer', minimum: 1 } } },
};

/** The routes, as a plugin with a prefix. */
async function parcels(app) {
  const numbers = new Set(['A1']);
  app.get('/:number', async (request, reply) => {
    if (numbers.has(request.params.number)) return { number: request.params.number };
    return reply.notFound('No such parcel');
  });
  app.post('/', { schema: PARCEL }, async (request, reply) => {
    const { number } = request.body;
    if (numbers.has(number)) throw app.httpErrors.conflict('This number is taken');
    numbers.add(number);
    reply.code(201);
    return { number };
  });
  app.get('/mine', async (_request, reply) => {
    reply.header('WWW-Authenticate', 'Bearer');
    throw app.httpErrors.unauthorized('Sign in');
  });
  app.get('/all', async (_request, reply) => reply.code(403).send(new Error('role of ann@example.com is guest')));
  app.get('/label', async () => {
    throw new Error('printer at 10.0.0.7 is out of paper');
  });
  app.get('/tracking', async () => {
    throw app.httpErrors.createError(503, 'The carrier at 10.0.0.7 is down', { headers: { 'retry-after': '30' } });
  });
}

/** The old error layer, as a plugin. Step 3 deletes it. */
const errorLayer = fp(async (app) => {
  app.setErrorHandler(answerError);
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, answerNotFound);
});

/** The error layer of steps 1 and 2. Fastify allows one handler for unmatched routes, so that of the app is gone. */
const handlerOf = (stage) =>
  fp(async (app) => {
    app.setErrorHandler(stage === 'beside' ? answerError : handOver);
  });

function answerError(error, _request, reply) {
  const status = error.statusCode ?? (reply.statusCode >= 400 ? reply.statusCode : 500);
  if (error.headers !== undefined) reply.headers(error.headers);
  reply.code(status).send({ error: status < 500 ? error.message : 'Something went wrong', fields: error.validation?.map(({ instancePath }) => instancePath) });
}

function answerNotFound(request, reply) {
  reply.code(404).send({ error: `There is no ${request.method} ${request.url}` });
}

function handOver(error) {
  throw error;
}

export async function open(stage, options) {
  const app = Fastify();
  await app.register(rateLimit, { global: false, max: 2, timeWindow: '1 hour' });
  if (stage !== 'before') await app.register(halyard, { ...options, namespace: 'halyard', notFound: { preHandler: app.rateLimit() } });
  await app.register(sensible);
  if (stage === 'before') await app.register(errorLayer);
  else if (stage !== 'instead') await app.register(handlerOf(stage));
  await app.register(parcels, { prefix: '/parcels' });
  await app.listen({ host: '127.0.0.1', port: 0 });
  return { server: app.server, close: () => app.close() };
}
