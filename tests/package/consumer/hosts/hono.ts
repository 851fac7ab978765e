import { halyard } from 'halyard/hono';
import { Hono } from 'hono';

const app = new Hono<{ Variables: { user: string } }>();
halyard(app, { environment: 'production' });
app.get('/berths/:id', (c) => c.var.reply.notFound('No such berth'));
app.post('/bookings', async (c) => {
  // @ts-expect-error There is no such response.
  c.var.reply.notfound();
  // @ts-expect-error A message is a string.
  c.var.reply.notFound(404);
  return c.var.reply.badRequest([{ path: ['nights'], message: 'From 1 to 14' }], '/bookings/new');
});
// @ts-expect-error There is no such option.
halyard(app, { verbose: true });
