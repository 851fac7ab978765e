import { join } from 'node:path';
import Fastify from 'fastify';
import { fastifyOptions, halyard } from 'halyard/fastify';
import { load } from 'halyard/load';
import { berths, issues, lastMove, REFUSAL } from '../../harbour.mjs';
import { logger } from '../../servers/logger.mjs';
import { serve } from '../../servers/serve.mjs';

/** The same app, where Halyard answers unmatched routes and errors. */
serve(async () => {
  const app = Fastify(fastifyOptions({ loggerInstance: logger }));
  await app.register(halyard, await load({ root: join(import.meta.dirname, '../..') }));

  app.get('/berths', async (_request, reply) => reply.ok(berths));
  app.get('/bookings/check', async (_request, reply) => reply.badRequest(issues));
  app.get('/cranes', async (_request, reply) => reply.forbidden(REFUSAL));
  app.get('/moves/last', async (_request, reply) => reply.ok(lastMove()));
  app.get('/map/moves', async (_request, reply) => reply.ok(lastMove()));
  await app.ready();
  return app.server;
});
