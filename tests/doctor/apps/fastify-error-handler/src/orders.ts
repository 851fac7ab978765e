import type { FastifyPluginAsync } from 'fastify';

export const orders: FastifyPluginAsync = async (app) => {
  app.get('/', async (_request, reply) => reply.ok([]));
};
