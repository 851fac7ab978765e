'use strict';

const Koa = require('koa');
const Router = require('@koa/router');
const { halyard } = require('halyard/koa');
const failures = require('./middleware/failures');

const app = new Koa();
halyard(app);
app.use(failures);

const router = new Router();
router.get('/articles/:id', (ctx) => ctx.ok({ id: ctx.params.id }));
router.get('/search', async () => {
  throw new Error('the search index is missing');
});

app.use(router.routes()).use(router.allowedMethods());
app.listen(process.env.PORT ?? 1337);
