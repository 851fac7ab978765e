import { createServer, halyard } from 'halyard/koa';
import { load } from 'halyard/load';
import Koa from 'koa';

const app = new Koa();
halyard(app, await load({ root: '.' }));
app.use((ctx) => {
  // @ts-expect-error A message is a string.
  ctx.notFound(404);
  return ctx.badRequest([{ path: ['nights'], message: 'From 1 to 14' }], '/bookings/new');
});
createServer(app).listen(1337);
// @ts-expect-error There is no such option.
halyard(app, { verbose: true });
