import Fastify from 'fastify';
import { halyard } from 'halyard/fastify';
import { own } from './own.js';

export const app = Fastify({ logger: false });
await app.register(halyard, own);
app.get('/', async () => ({ open: true }));
// The app answers for Halyard, with the stack.
app.setErrorHandler((error, _request, reply) => {
  void reply.code(400).send({ trace: (error as Error).stack });
});
