import { join } from 'node:path';
import { halyard } from 'halyard/koa';
import { load } from 'halyard/load';
import Koa from 'koa';
import { berths, issues, lastMove, REFUSAL } from '../../harbour.mjs';
import { logger } from '../../servers/logger.mjs';
import { serve } from '../../servers/serve.mjs';
import { routesOf } from './routes.mjs';

/** The same app as by-hand.mjs, where Halyard answers unmatched routes and errors. */
serve(async () => {
  const app = new Koa();
  halyard(app, { ...(await load({ root: join(import.meta.dirname, '../..') })), logger });
  app.use(
    routesOf({
      berths: (ctx) => ctx.ok(berths),
      check: (ctx) => ctx.badRequest(issues),
      cranes: (ctx) => ctx.forbidden(REFUSAL),
      moves: (ctx) => ctx.ok(lastMove()),
    }),
  );
  return app;
});
