import { bodyParser } from '@koa/bodyparser';
import Router from '@koa/router';
import { halyard } from 'halyard/koa';
import { load } from 'halyard/load';
import Koa from 'koa';
import { berths, book, findBerth, issuesOf, tides } from './harbour.js';

export const app = new Koa();

// From here on, every `ctx` has the responses.
halyard(app, {
  ...(await load({ root: import.meta.dirname })),
  // Seals the flash of a form in a cookie. Development needs no secret. Production: FLASH_SECRET=$(openssl rand -base64 32)
  flash: { secret: process.env.FLASH_SECRET },
});

// Responses set status, fields and body, as handlers do. Middleware above can add to them, on errors, too.
app.use(async (ctx, next) => {
  const started = performance.now();
  ctx.state.highWater = '16:40';
  try {
    await next();
  } finally {
    ctx.set('Server-Timing', `app;dur=${(performance.now() - started).toFixed(1)}`);
  }
});
app.use(bodyParser({ jsonLimit: '4kb', formLimit: '4kb' }));

const router = new Router();

router.get('/', (ctx) => ctx.ok(berths, { view: 'berths' }));

router.get('/berths/:id', (ctx) => {
  const berth = findBerth(ctx.params.id);
  if (berth === undefined) return ctx.notFound('There is no such berth.');
  if (berth.reserved) return ctx.forbidden('This berth is kept free for the pilot boat.');
  return ctx.ok(berth);
});

router.post('/bookings', (ctx) => {
  const issues = issuesOf(ctx.request.body ?? {});
  // A form goes back to its page, with its errors and the typed text. A program gets a 400.
  if (issues.length > 0) return ctx.badRequest(issues, '/');
  const { berth, boat } = ctx.request.body;
  // An error of Koa's `ctx.throw` becomes a response, too.
  if (findBerth(berth).boat !== undefined) ctx.throw(409, `Berth ${berth} is taken.`);
  book({ berth, boat });
  if (ctx.accepts('json', 'html') === 'json') return ctx.created({ berth, boat }, `/berths/${berth}`);
  ctx.form.flash('success', `Berth ${berth} is yours. We look forward to seeing the ${boat}.`);
  ctx.status = 303;
  return ctx.redirect('/');
});

// A route that rejects. It needs no more code: Halyard answers unmatched routes and errors.
router.get('/tides', async (ctx) => ctx.ok(await tides()));

// A wrong method becomes a 405 with Allow, in the client's format.
app.use(router.routes()).use(router.allowedMethods());
