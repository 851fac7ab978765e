import { join } from 'node:path';
import express from 'express';
import { notFound } from 'halyard';
import { halyard } from 'halyard/express';
import { load } from 'halyard/load';
import { callsOf, makeCall } from './calls.js';
import { berths, book, findBerth, findBooking, issuesOf, signUp, signUpIssuesOf, tides } from './harbour.js';

const root = import.meta.dirname;
const own = await load({ root });

export const app = express().disable('x-powered-by');

// From here on, every `res` has the responses. With ?as=json in the address, a browser shows what a program gets.
halyard(app, {
  ...own,
  format: ({ url }) => /[?&]as=(\w+)/.exec(url)?.[1],
  // Seals the flash of a form in a cookie. Development needs no secret. Production: FLASH_SECRET=$(openssl rand -base64 32)
  flash: { secret: process.env.FLASH_SECRET },
});

app.use(express.static(join(root, 'public')));
app.use(express.json({ limit: '4kb' }), express.urlencoded({ limit: '4kb' }));

const calls = callsOf(own.responses);
app.get('/', (_req, res) => res.ok(calls, { view: 'calls' }));
app.get('/calls/:name', (req, res) => makeCall(req.params.name, res));

app
  .route('/berths')
  .get((_req, res) => res.ok(berths, { view: 'berths' }))
  .all((_req, res) => res.methodNotAllowed({ allow: ['GET', 'HEAD'] }));

app.get('/berths/:id', (req, res) => {
  const berth = findBerth(req.params.id);
  if (berth === undefined) return res.notFound('There is no such berth.');
  if (berth.reserved) return res.forbidden('This berth is kept free for the pilot boat.');
  return res.ok(berth, { view: 'berth' });
});

app.get('/bookings/new', (req, res) => res.ok({ berths, wanted: req.query.berth }, { view: 'new-booking' }));

app.post('/bookings', (req, res) => {
  const issues = issuesOf(req.body ?? {});
  // A form goes back to its page, with its errors and the typed text. A program gets a 400.
  if (issues.length > 0) return res.badRequest(issues, '/bookings/new');
  const { id, takenUntil } = findBerth(req.body.berth);
  if (takenUntil !== undefined) return res.berthTaken(id, takenUntil);
  const booking = book(req.body);
  const page = `/bookings/${booking.id}`;
  if (!wantsPage(req)) return res.created(booking, page);
  // Redirects a browser to the booking's page, so that a reload does not book a second time.
  res.form.flash('success', `Berth ${id} is yours. We look forward to seeing the ${booking.boat}.`);
  return res.redirect(303, page);
});

// A second form on the same page, with its own bag. The form's field `_bag` names it, and `_return` holds the address of the page.
app.post('/tide-warnings', (req, res) => {
  const issues = signUpIssuesOf(req.body ?? {});
  if (issues.length > 0) return res.badRequest(issues);
  signUp(req.body);
  if (!wantsPage(req)) return res.accepted();
  res.form.flash('success', `Before the next spring tide we write to ${req.body.email}.`);
  return res.redirect(303, '/bookings/new');
});

// A failure after typing: the error page shows the typed text, and its link back fills the form in.
app.post('/letters', () => {
  throw new Error('The harbour master’s letter box is stuck');
});

app.get('/bookings/:id', (req, res) => {
  const booking = findBooking(req.params.id);
  // A thrown response has the same effect as a call.
  if (booking === undefined) throw notFound('There is no such booking.');
  return res.ok(booking, { view: 'booking' });
});

// A handler that throws, because the price of diesel is missing.
app.get('/fuel', (_req, res) => {
  const prices = {};
  return res.ok({ diesel: prices.diesel.perLitre });
});

// A handler that rejects. Neither needs more code: Halyard answers unmatched routes and errors.
app.get('/tides', async (_req, res) => res.ok(await tides()));

/** Whether a person reads the answer: a form sent the request, and not the button for JSON. */
function wantsPage(req) {
  return req.query.as === undefined && req.accepts(['json', 'html']) === 'html';
}
