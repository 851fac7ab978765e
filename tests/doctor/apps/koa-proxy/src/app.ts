import Router from '@koa/router';
import { halyard } from 'halyard/koa';
import Koa, { type Context } from 'koa';

interface Invoice {
  readonly id: string;
}

const router = new Router();
router.get('/invoices/:id', (ctx: Context): void => {
  ctx.ok({ id: ctx['params'].id } satisfies Invoice);
});

export const app = new Koa();
halyard(app, { origin: 'https://invoices.example' });
app.use(router.routes());
