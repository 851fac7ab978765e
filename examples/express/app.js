import { join } from 'node:path';
import express from 'express';
import { notFound } from 'halyard';
import { halyard } from 'halyard/express';
import { load } from 'halyard/load';
import { berths, book, findBerth, findBooking, issuesOf, signUp, signUpIssuesOf, tides } from './harbour.js';
import { leversOf, pull } from './levers.js';

const root = import.meta.dirname;
const own = await load({ root });

export const app = express().disable('x-powered-by');

// From here on every `res` has the responses. An address that ends in ?as=json shows a browser what a program gets.
halyard(app, {
  ...own,
  format: ({ url }) => /[?&]as=(\w+)/.exec(url)?.[1],
  // Seals what is told to a form's page, in a cookie. Development needs none; production: FLASH_SECRET=$(openssl rand -base64 32)
  flash: { secret: process.env.FLASH_SECRET },
});

app.use(express.static(join(root, 'public')));
app.use(express.json({ limit: '4kb' }), express.urlencoded({ limit: '4kb' }));

const levers = leversOf(own.responses);
app.get('/', (_req, res) => res.ok(levers, { view: 'levers' }));
app.get('/levers/:name', (req, res) => pull(req.params.name, res));

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
  // A form goes back to its page, with what was wrong and what was typed; a program gets a 400.
  if (issues.length > 0) return res.badRequest(issues, '/bookings/new');
  const { id, takenUntil } = findBerth(req.body.berth);
  if (takenUntil !== undefined) return res.berthTaken(id, takenUntil);
  const booking = book(req.body);
  const page = `/bookings/${booking.id}`;
  if (!wantsPage(req)) return res.created(booking, page);
  // A browser is sent to the booking's own page, so that a reload does not book again.
  res.form.flash('success', `Berth ${id} is yours. We look forward to seeing the ${booking.boat}.`);
  return res.redirect(303, page);
});

// A second form on the same page, with a bag of its own: its field `_bag` says which one it is, and `_return` where it is.
app.post('/tide-warnings', (req, res) => {
  const issues = signUpIssuesOf(req.body ?? {});
  if (issues.length > 0) return res.badRequest(issues);
  signUp(req.body);
  if (!wantsPage(req)) return res.accepted();
  res.form.flash('success', `Before the next spring tide we write to ${req.body.email}.`);
  return res.redirect(303, '/bookings/new');
});

// A letter that meets a failure: what was typed is on the page that says so, and the way back fills it in again.
app.post('/letters', () => {
  throw new Error('The harbour master’s letter box is stuck');
});

app.get('/bookings/:id', (req, res) => {
  const booking = findBooking(req.params.id);
  // Thrown or called, it is the same answer.
  if (booking === undefined) throw notFound('There is no such booking.');
  return res.ok(booking, { view: 'booking' });
});

// An action that throws: nobody has entered a price for diesel.
app.get('/fuel', (_req, res) => {
  const prices = {};
  return res.ok({ diesel: prices.diesel.perLitre });
});

// An action that rejects. Nothing more is needed for either: unmatched routes and errors end in the same place.
app.get('/tides', async (_req, res) => res.ok(await tides()));

/** Does a person read the answer? Sent by a form, and not by the button that asks for JSON. */
function wantsPage(req) {
  return req.query.as === undefined && req.accepts(['json', 'html']) === 'html';
}
