import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import render from '@koa/ejs';
import Koa from 'koa';
import { berths, issues, lastMove, REFUSAL } from '../../harbour.mjs';
import { logger } from '../../servers/logger.mjs';
import { serve } from '../../servers/serve.mjs';
import { routesOf } from './routes.mjs';

/** The code that users of Koa write themselves: http-errors with `ctx.throw`, and a first middleware that handles errors and unmatched routes. */
const app = new Koa();
render(app, { root: join(import.meta.dirname, '../../views'), layout: false, viewExt: 'ejs', cache: true });

app.use(async (ctx, next) => {
  try {
    await next();
    if (ctx.status === 404 && ctx.body === undefined) ctx.throw(404);
  } catch (err) {
    const status = err.status ?? 500;
    const title = TITLES[status];
    const reference = randomUUID();
    if (status >= 500) logger.error({ err, reference, status, method: ctx.method, path: ctx.path }, err.message);
    // http-errors sets the message "Not Found" for a 404 without a message.
    const message = err.expose && err.message !== title ? err.message : '';
    ctx.status = status;
    switch (ctx.accepts('html', 'json')) {
      case 'html':
        await ctx.render(String(status), { status, title, message, reference, errors: [] });
        break;
      case 'json':
        ctx.body = { title, status, ...(message && { detail: message }), reference, ...(err.errors && { errors: err.errors }) };
        break;
      default:
        ctx.body = `${status} ${title}`;
    }
  }
});

const TITLES = { 400: 'Bad Request', 403: 'Forbidden', 404: 'Not Found', 500: 'Internal Server Error' };

app.use(
  routesOf({
    berths: (ctx) => {
      ctx.body = berths;
    },
    check: (ctx) => ctx.throw(400, 'The booking cannot be made', { errors: issues }),
    cranes: (ctx) => ctx.throw(403, REFUSAL),
    moves: (ctx) => {
      ctx.body = lastMove();
    },
  }),
);

serve(() => app);
