import { join } from 'node:path';
import { load } from 'halyard/load';
import { halyard } from 'halyard/node-http';
import { berths, issues, lastMove, REFUSAL } from '../harbour.mjs';
import { logger } from './logger.mjs';
import { serve } from './serve.mjs';

serve(async () => {
  const app = halyard({ ...(await load({ root: join(import.meta.dirname, '..') })), logger });
  return app.createServer((request, response) => {
    switch (request.url) {
      case '/berths':
        return response.ok(berths);
      case '/bookings/check':
        return response.badRequest(issues);
      case '/cranes':
        return response.forbidden(REFUSAL);
      case '/moves/last':
      case '/map/moves':
        return response.ok(lastMove());
      default:
        return response.notFound();
    }
  });
});
