import { join } from 'node:path';
import express from 'express';
import { halyard } from 'halyard/express';
import { load } from 'halyard/load';
import { berths, issues, lastMove, REFUSAL } from '../harbour.mjs';
import { logger } from './logger.mjs';

/** The same app as express.mjs, where Halyard answers unmatched routes and errors. */
export async function expressApp() {
  const app = express();
  halyard(app, { ...(await load({ root: join(import.meta.dirname, '..') })), logger });

  app.get('/berths', (_req, res) => res.ok(berths));
  app.get('/bookings/check', (_req, res) => res.badRequest(issues));
  app.get('/cranes', (_req, res) => res.forbidden(REFUSAL));
  app.get(['/moves/last', '/map/moves'], (_req, res) => res.ok(lastMove()));
  return app;
}
