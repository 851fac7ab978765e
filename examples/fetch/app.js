import { notFound } from 'halyard';
import { halyard } from 'halyard/fetch';
import { berths, book, findBerth, findBooking, issuesOf, tides } from './harbour.js';
import { views } from './views.js';

const app = halyard({
  views,
  responses: { forbidden },
  // Seals the flash of a form in a cookie. Without a secret, forms are answered in place on platforms without a process.
  flash: { secret: globalThis.process?.env?.FLASH_SECRET },
});

/** Replaces Halyard's `reply.forbidden()`: every refusal also names a contact. */
function forbidden(message = 'This is for the harbour office only.', options) {
  // The text of an Error is for the log, and not for the visitor.
  if (typeof message !== 'string') return this.default(message, options);
  return this.default(`${message} If you think that is wrong, call the harbour office on VHF channel 12.`, options);
}

const routes = [
  // Not Response.redirect(): outside of a page it accepts only absolute addresses.
  ['GET', '/', () => new Response(null, { status: 302, headers: { location: '/bookings/new' } })],
  ['GET', '/berths', (reply) => reply.ok(berths)],
  [
    'GET',
    '/berths/:id',
    (reply, { id }) => {
      const berth = findBerth(id);
      if (berth === undefined) return reply.notFound('There is no such berth.');
      if (berth.reserved) return reply.forbidden('This berth is kept free for the pilot boat.');
      return reply.ok(berth);
    },
  ],
  ['GET', '/bookings/new', (reply) => reply.ok({ berths }, { view: 'new-booking' })],
  [
    'GET',
    '/bookings/:id',
    (reply, { id }) => {
      const booking = findBooking(id);
      // A thrown response has the same effect as a call.
      if (booking === undefined) throw notFound('There is no such booking.');
      return reply.ok(booking);
    },
  ],
  [
    'POST',
    '/bookings',
    async (reply, _params, request) => {
      const isForm = request.headers.get('content-type') !== 'application/json';
      const sent = isForm ? Object.fromEntries(await request.formData()) : await request.json();
      const issues = issuesOf(sent);
      // A form goes back to its page, with its errors and the typed text. A program gets a 400.
      if (issues.length > 0) return reply.badRequest(issues, '/bookings/new');
      const booking = book(sent);
      if (!isForm) return reply.created(booking, `/bookings/${booking.id}`);
      reply.form.flash('success', `Berth ${booking.berth} is yours. We look forward to seeing the ${booking.boat}.`);
      return new Response(null, { status: 303, headers: { location: '/bookings/new' } });
    },
  ],
  // A route that fails. It needs no more code: Halyard answers every thrown error.
  ['GET', '/tides', async (reply) => reply.ok(await tides())],
].map(([method, pathname, handler]) => ({ method, path: pathname.split('/'), handler }));

/** `(request, …) => Response`, as every runtime calls it. */
export const fetch = app.fetch((request, reply) => {
  const path = new URL(request.url).pathname.split('/');
  for (const route of routes) {
    const params = matched(route, request.method === 'HEAD' ? 'GET' : request.method, path);
    if (params !== undefined) return route.handler(reply, params, request);
  }
  return reply.notFound();
});

function matched(route, method, path) {
  if (route.method !== method || route.path.length !== path.length) return undefined;
  const params = {};
  for (const [i, part] of route.path.entries()) {
    if (part.startsWith(':')) params[part.slice(1)] = path[i];
    else if (part !== path[i]) return undefined;
  }
  return params;
}
