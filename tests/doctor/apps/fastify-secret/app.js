import formbody from '@fastify/formbody';
import Fastify from 'fastify';
import { halyard } from 'halyard/fastify';
import { load } from 'halyard/load';

export const app = Fastify();

await app.register(halyard, await load({ root: import.meta.dirname }));
await app.register(formbody);

app.get('/signup', async (_request, reply) => reply.ok({}, { view: 'signup' }));

app.post('/signup', async (request, reply) => {
  const { email } = request.body ?? {};
  if (typeof email !== 'string') return reply.badRequest({ email: 'Enter your address.' }, '/signup');
  return reply.redirect('/', 303);
});
