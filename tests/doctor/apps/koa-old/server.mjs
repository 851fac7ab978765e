import { halyard } from 'halyard/koa';
import Koa from 'koa';

const app = new Koa();
halyard(app);
app.use((ctx) => (ctx.path === '/' ? ctx.ok({ up: true }) : ctx.notFound()));
app.listen(Number(process.env.PORT ?? 1337));
