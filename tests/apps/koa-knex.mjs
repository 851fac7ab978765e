import { bodyParser } from '@koa/bodyparser';
import Router from '@koa/router';
import { halyard } from 'halyard/koa';
import createError from 'http-errors';
import Koa from 'koa';
import { knexInMemory } from '../support/knex-of-libsql.ts';

function routes(knex) {
  const router = new Router();
  router.get('/customers/:id', async (ctx) => {
    const customer = await knex('customers').where({ id: ctx.params.id }).first('id', 'email');
    ctx.assert(customer, 404, 'No such customer');
    ctx.body = customer;
  });
  router.post('/customers', async (ctx) => {
    const { email, password } = ctx.request.body;
    ctx.assert(typeof password === 'string' && password.length > 7, 422, 'Choose a longer password');
    await knex('customers').insert({ email, password });
    ctx.status = 201;
    ctx.body = { email };
  });
  router.get('/me', (ctx) => ctx.throw(401, 'Sign in', { headers: { 'WWW-Authenticate': 'Basic realm="customers"' } }));
  router.get('/admin', () => {
    throw Object.assign(new Error('role of customer 7 is guest'), { status: 403 });
  });
  router.get('/report', async (ctx) => {
    ctx.body = await knex('invoices').where({ email: 'ann@example.com' });
  });
  router.get('/export', () => {
    throw createError(503, 'The queue of 10.0.0.7 is full', { headers: { 'Retry-After': '30' } });
  });
  return router;
}

/** The old error layer. Step 3 deletes it. */
async function answerErrors(ctx, next) {
  try {
    await next();
  } catch (error) {
    const taken = error.code === 'SQLITE_CONSTRAINT_UNIQUE';
    ctx.status = taken ? 409 : (error.status ?? 500);
    if (error.headers) ctx.set(error.headers);
    ctx.body = { error: { message: taken ? 'Already taken' : error.expose ? error.message : 'Something went wrong' } };
    ctx.app.emit('error', error, ctx);
  }
}

/** The same middleware in step 2. */
async function handOver(ctx, next) {
  try {
    await next();
  } catch (error) {
    ctx.state.failure = error;
    throw error;
  }
}

export async function open(stage, options) {
  const knex = knexInMemory();
  await knex.schema.createTable('customers', (table) => {
    table.increments('id');
    table.string('email').unique();
    table.string('password');
  });
  await knex('customers').insert({ email: 'ann@example.com', password: 'correct horse battery' });
  const app = new Koa();
  if (stage !== 'before') halyard(app, options);
  app.on('error', () => {});
  if (stage !== 'instead') app.use(stage === 'handed over' ? handOver : answerErrors);
  app.use(bodyParser());
  app.use(routes(knex).routes());
  if (stage !== 'instead') app.use((ctx) => ctx.throw(404, 'There is no such page'));
  const server = app.listen(0, '127.0.0.1');
  return { server, close: () => new Promise((resolve) => server.close(resolve)).then(() => knex.destroy()) };
}
