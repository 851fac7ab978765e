// An app for which the drill was not written. CARELESS is the kind.
import { createServer } from 'node:http';
import express from 'express';
import { rateLimit } from 'express-rate-limit';
import { halyard } from 'halyard/express';

const kind = process.env.CARELESS;
const app = express();
let requests = 0;

/** Middleware between Halyard and the routes, by the kind of app. */
const MIDDLEWARE = {
  limit: rateLimit({ windowMs: 60_000, limit: 5 }),
  login: (_req, res, _next) => res.redirect('/login?next=1'),
  drips: (_req, res, _next) => {
    res.writeHead(200);
    setInterval(() => res.write('x'), 200);
  },
  throws: (_req, _res, next) => {
    if (++requests === 9) setImmediate(() => Promise.reject(new Error('nobody awaits this')));
    next();
  },
};

// An app that has a server of its metrics first.
if (kind === 'two servers') createServer((_req, res) => res.end('up 1')).listen(9090);
halyard(app, { logger: { error() {}, warn() {}, info() {}, debug() {} } });
if (kind in MIDDLEWARE) app.use(MIDDLEWARE[kind]);
app.get('/', (_req, res) => res.send('Orders'));
if (kind === 'two servers') setTimeout(() => app.listen(1337), 300);
else app.listen(1337);
