import Fastify from 'fastify';
import { fastifyOptions, halyard } from 'halyard/fastify';
import { load } from 'halyard/load';

const app = Fastify(fastifyOptions());
app.register(halyard, await load({ root: '.' }));
app.get('/berths/:id', async (_request, reply) => reply.notFound('No such berth'));
app.post('/bookings', (_request, reply) => {
  // @ts-expect-error There is no such response.
  reply.notfound();
  // @ts-expect-error A message is a string.
  reply.notFound(404);
  return reply.badRequest([{ path: ['nights'], message: 'From 1 to 14' }], '/bookings/new');
});
// @ts-expect-error There is no such option.
app.register(halyard, { verbose: true });
