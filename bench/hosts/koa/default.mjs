import Koa from 'koa';
import { berths, issues, lastMove, REFUSAL } from '../../harbour.mjs';
import { logger } from '../../servers/logger.mjs';
import { serve } from '../../servers/serve.mjs';
import { routesOf } from './routes.mjs';

/** Koa's default answers: a status and its phrase as text, for every client. The record of a 500 goes to the same place as those of the other servers. */
const app = new Koa();
app.on('error', (err) => {
  if (!err.expose) logger.error({ err }, err.message);
});
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
