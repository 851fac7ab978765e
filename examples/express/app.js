import { join } from 'node:path';
import express from 'express';
import { notFound } from 'halyard';
import { halyard } from 'halyard/express';
import { load } from 'halyard/load';
import { berths, book, findBerth, findBooking, issuesOf, tides } from './harbour.js';
import { leversOf, pull } from './levers.js';

const root = import.meta.dirname;
const own = await load({ root });

export const app = express().disable('x-powered-by');

// From here on every `res` has the responses. An address that ends in ?as=json shows a browser what a program gets.
halyard(app, { ...own, format: ({ url }) => /[?&]as=(\w+)/.exec(url)?.[1] });

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

app.get('/bookings/new', (_req, res) => res.ok(berths, { view: 'new-booking' }));

app.post('/bookings', (req, res) => {
  const issues = issuesOf(req.body ?? {});
  if (issues.length > 0) return res.badRequest(issues, '/bookings/new');
  const { id, takenUntil } = findBerth(req.body.berth);
  if (takenUntil !== undefined) return res.berthTaken(id, takenUntil);
  const booking = book(req.body);
  return res.created(booking, `/bookings/${booking.id}`, { view: 'booking' });
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
