import { randomBytes } from 'node:crypto';
import express from 'express';
import { halyard } from 'halyard/express';
import { index } from './index-page.mjs';
import { invoices } from './invoices.mjs';
import { orders } from './orders.mjs';
import { payments } from './payments.mjs';
import { signup } from './signup.mjs';
import { stress } from './stress.mjs';

/** The failures are in the pages. The log record is made, because the page shows it. */
const quiet = { error() {}, warn() {}, info() {}, debug() {} };

export const app = express();
app.set('views', new URL('views', import.meta.url).pathname);
app.set('view engine', 'ejs');
app.use(express.urlencoded({ extended: false }), express.json());
app.get('/', index);
app.use(orders, payments, invoices, signup, stress);
app.get('/bookings', (_, response) => response.json([]));
app.post('/bookings/:id', (_, response) => response.status(201).end());
halyard(app, {
  logger: quiet,
  context: () => ({ user: { id: 7, name: 'Ada', apiKey: randomBytes(24).toString('hex') } }),
});
