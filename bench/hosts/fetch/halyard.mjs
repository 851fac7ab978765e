import { join } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { halyard } from 'halyard/fetch';
import { load } from 'halyard/load';
import { berths, issues, lastMove, REFUSAL } from '../../harbour.mjs';
import { logger } from '../../servers/logger.mjs';
import { serve } from '../../servers/serve.mjs';

/** The same function, where Halyard answers unmatched routes and errors. */
serve(async () => {
  const app = halyard({ ...(await load({ root: join(import.meta.dirname, '../..') })), logger });
  const handler = app.fetch((request, reply) => {
    switch (new URL(request.url).pathname) {
      case '/berths':
        return reply.ok(berths);
      case '/bookings/check':
        return reply.badRequest(issues);
      case '/cranes':
        return reply.forbidden(REFUSAL);
      case '/moves/last':
      case '/map/moves':
        return reply.ok(lastMove());
      default:
        return reply.notFound();
    }
  });
  return createAdaptorServer({ fetch: handler });
});
