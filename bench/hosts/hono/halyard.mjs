import { join } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { halyard } from 'halyard/hono';
import { load } from 'halyard/load';
import { Hono } from 'hono';
import { berths, issues, lastMove, REFUSAL } from '../../harbour.mjs';
import { logger } from '../../servers/logger.mjs';
import { serve } from '../../servers/serve.mjs';

/** The same app, where Halyard answers unmatched routes and errors. */
serve(async () => {
  const app = new Hono();
  halyard(app, { ...(await load({ root: join(import.meta.dirname, '../..') })), logger });

  app.get('/berths', (c) => c.var.reply.ok(berths));
  app.get('/bookings/check', (c) => c.var.reply.badRequest(issues));
  app.get('/cranes', (c) => c.var.reply.forbidden(REFUSAL));
  app.get('/moves/last', (c) => c.var.reply.ok(lastMove()));
  app.get('/map/moves', (c) => c.var.reply.ok(lastMove()));
  return createAdaptorServer({ fetch: app.fetch });
});
