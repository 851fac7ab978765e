import { join } from 'node:path';
import { halyard } from 'halyard/hapi';
import { load } from 'halyard/load';
import { berths, issues, lastMove, REFUSAL } from '../../harbour.mjs';
import { logger } from '../../servers/logger.mjs';
import { serve } from '../../servers/serve.mjs';
import { serverOf } from './routes.mjs';

/** The same server, where Halyard answers the errors. */
serve(() =>
  serverOf(
    {
      berths: (_request, h) => h.ok(berths),
      check: (_request, h) => h.badRequest(issues),
      cranes: (_request, h) => h.forbidden(REFUSAL),
      moves: (_request, h) => h.ok(lastMove()),
    },
    async (server) => server.register({ plugin: halyard, options: { ...(await load({ root: join(import.meta.dirname, '../..') })), logger } }),
  ),
);
