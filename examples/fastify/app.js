import formbody from '@fastify/formbody';
import Fastify from 'fastify';
import { fastifyOptions, halyard } from 'halyard/fastify';
import { load } from 'halyard/load';
import { berths, book, findBerth, issuesOf, tides } from './harbour.js';

export const app = Fastify(fastifyOptions({ logger: { level: process.env.LOG_LEVEL ?? 'warn' } }));

// The first plugin: from here on, every `reply` has the responses. The folder has views/ and api/responses/.
await app.register(halyard, {
  ...(await load({ root: import.meta.dirname })),
  // Seals the flash of a form in a cookie. Development needs no secret. Production: FLASH_SECRET=$(openssl rand -base64 32)
  flash: { secret: process.env.FLASH_SECRET },
});
app.register(formbody);

app.get('/', async (_request, reply) => reply.redirect('/berths'));
app.get('/berths', async (_request, reply) => reply.ok(berths, { view: 'berths' }));

app.get('/berths/:id', async ({ params }, reply) => {
  const berth = findBerth(params.id);
  if (berth === undefined) return reply.notFound('There is no such berth.');
  if (berth.reserved) return reply.forbidden('This berth is kept free for the pilot boat.');
  return reply.ok(berth);
});

app.get('/bookings/new', async (_request, reply) => reply.ok({ berths: berths.filter(({ reserved }) => !reserved) }, { view: 'new-booking' }));

app.post('/bookings', async (request, reply) => {
  const issues = issuesOf(request.body ?? {});
  // A form goes back to its page, with its errors and the typed text. A program gets a 400.
  if (issues.length > 0) return reply.badRequest(issues, '/bookings/new');
  const booking = book(request.body);
  if (!request.headers.accept?.includes('text/html')) return reply.created(booking, `/berths/${booking.berth}`);
  // Redirects a browser, so that a reload does not book a second time.
  reply.form.flash('success', `Berth ${booking.berth} is yours. We look forward to seeing the ${booking.boat}.`);
  return reply.redirect('/berths', 303);
});

// A route that fails. It needs no more code: Halyard answers errors and unmatched routes.
app.get('/tides', async (_request, reply) => reply.ok(await tides()));

// A part of the app with its own options: all its answers are plain text.
app.register(
  async (radio) => {
    radio.register(halyard, { format: 'text' });
    radio.get('/channels', async (_request, reply) => reply.forbidden('Channel 12 only.'));
  },
  { prefix: '/radio' },
);
