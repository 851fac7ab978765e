// An app with planted faults. Each has its number in a comment beside it, and its line in planted.test.ts.
import express from 'express';
import { halyard } from 'halyard/express';
import { load } from 'halyard/load';

export const app = express();
const own = await load({ root: import.meta.dirname });

halyard(app, {
  ...own,
  logger: { error() {}, warn() {}, info() {}, debug() {} },
  deadline: 400,
  // 1: the cookie of every visitor is in the log.
  context: (req) => ({ session: req.get('cookie') }),
  // 2: nobody learns of these failures.
  levels: { 501: false },
});

app.use(express.json());
// 3: a stack trace for every body that is no JSON.
app.use((error, _req, res, _next) => res.status(error.status ?? 500).send(`<pre>${error.stack}</pre>`));
app.get('/', (_req, res) => res.ok({ open: true }));
