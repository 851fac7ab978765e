import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import express from 'express';
import createError from 'http-errors';
import { berths, issues, lastMove, REFUSAL } from '../harbour.mjs';
import { logger } from './logger.mjs';
import { serve } from './serve.mjs';

/** The code that users of Express write themselves: http-errors, a middleware for unmatched routes, and one for errors. */
const app = express();
app.set('views', join(import.meta.dirname, '../views'));
app.set('view engine', 'ejs');

app.get('/berths', (_req, res) => res.json(berths));
app.get('/bookings/check', (_req, _res, next) => next(createError(400, 'The booking cannot be made', { errors: issues })));
app.get('/cranes', (_req, _res, next) => next(createError(403, REFUSAL)));
app.get(['/moves/last', '/map/moves'], (_req, res) => res.json(lastMove()));

app.use((_req, _res, next) => next(createError(404)));

app.use((err, req, res, next) => {
  if (res.headersSent) return next(err);
  const status = err.status ?? 500;
  const title = TITLES[status];
  const reference = randomUUID();
  if (status >= 500) logger.error({ err, reference, status, method: req.method, path: req.path }, err.message);
  // http-errors sets the message "Not Found" for a 404 without a message.
  const message = err.expose && err.message !== title ? err.message : '';
  res.status(status);
  res.format({
    html: () => res.render(String(status), { status, title, message, reference, errors: [] }),
    json: () => res.json({ title, status, ...(message && { detail: message }), reference, ...(err.errors && { errors: err.errors }) }),
    default: () => res.type('text').send(`${status} ${title}`),
  });
});

const TITLES = { 400: 'Bad Request', 403: 'Forbidden', 404: 'Not Found', 500: 'Internal Server Error' };

serve(() => app);
