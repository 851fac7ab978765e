import { notFound } from 'halyard';
import { halyard } from 'halyard/hono';
import { load } from 'halyard/load';
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { berths, book, findBerth, findBooking, issuesOf, tides } from './harbour.js';

export const app = new Hono();

// Mounted before the routes: from here on, `c.var.reply` has the responses.
halyard(app, {
  ...(await load({ root: import.meta.dirname })),
  // Seals the flash of a form in a cookie. Development needs no secret. Production: FLASH_SECRET=$(openssl rand -base64 32)
  flash: { secret: process.env.FLASH_SECRET },
});

app.get('/', (c) => c.redirect('/bookings/new'));
app.get('/berths', (c) => c.var.reply.ok(berths));

app.get('/berths/:id', (c) => {
  const berth = findBerth(c.req.param('id'));
  if (berth === undefined) return c.var.reply.notFound('There is no such berth.');
  if (berth.reserved) return c.var.reply.forbidden('This berth is kept free for the pilot boat.');
  return c.var.reply.ok(berth);
});

app.get('/bookings/new', (c) => c.var.reply.ok({ berths }, { view: 'new-booking' }));

app.post('/bookings', async (c) => {
  const { reply } = c.var;
  const isForm = c.req.header('content-type') !== 'application/json';
  const sent = isForm ? await c.req.parseBody() : await c.req.json();
  const issues = issuesOf(sent);
  // A form goes back to its page, with its errors and the typed text. A program gets a 400.
  if (issues.length > 0) return reply.badRequest(issues, '/bookings/new');
  const booking = book(sent);
  if (!isForm) return reply.created(booking, `/bookings/${booking.id}`);
  reply.form.flash('success', `Berth ${booking.berth} is yours. We look forward to seeing the ${booking.boat}.`);
  return c.redirect('/bookings/new', 303);
});

app.get('/bookings/:id', (c) => {
  const booking = findBooking(c.req.param('id'));
  // A thrown response has the same effect as a call.
  if (booking === undefined) throw notFound('There is no such booking.');
  return c.var.reply.ok(booking);
});

// A route that fails. It needs no more code: Halyard answers unmatched routes and errors.
app.get('/tides', async (c) => c.var.reply.ok(await tides()));

// A stream of events that fails after its start: its last event reports the failure.
app.get('/tides/live', (c) =>
  streamSSE(
    c,
    c.var.reply.streaming(async (stream) => {
      await stream.writeSSE({ data: 'the gauge is asked' });
      await stream.writeSSE({ data: await tides() });
    }),
  ),
);
