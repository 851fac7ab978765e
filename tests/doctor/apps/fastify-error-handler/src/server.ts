import Fastify, { type FastifyInstance } from 'fastify';
import { fastifyOptions, halyard } from 'halyard/fastify';
import { addFailures } from './failures.js';
import { orders } from './orders.js';

export async function build(): Promise<FastifyInstance> {
  const app = Fastify(fastifyOptions({ logger: true }));
  await app.register(halyard);
  addFailures(app);
  await app.register(orders, { prefix: '/orders' });
  return app;
}

const app = await build();
await app.listen({ port: Number(process.env['PORT'] ?? 1337) });
