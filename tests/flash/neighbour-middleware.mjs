import fastifyCompress from '@fastify/compress';
import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import fastifySession from '@fastify/session';
import compression from 'compression';
import session from 'express-session';
import helmet from 'helmet';
import morgan from 'morgan';
import onFinished from 'on-finished';
import onHeaders from 'on-headers';

/** Middleware that changes a reply of Node. */
export const CONNECT = {
  compression: () => compression({ level: 1 }),
  'express-session': () => session({ secret: 'a secret of the specs', resave: true, saveUninitialized: true }),
  morgan: () => morgan('combined', { stream: { write() {} } }),
  helmet: () => helmet(),
  'on-finished': (events) => (req, res, next) => {
    onFinished(res, () => events.push(`${req.url} on-finished`));
    next();
  },
  'a response time': () => (_req, res, next) => {
    const started = process.hrtime.bigint();
    onHeaders(res, () => res.setHeader('x-response-time', String(process.hrtime.bigint() - started)));
    next();
  },
};

/** Extensions that change a response of hapi. `security` is an option of its routes. hapi itself compresses. */
export const HAPI = {
  security: () => (_request, h) => h.continue,
  'a cookie': () => (_request, h) => {
    h.state('seen', '1', { isSecure: false, path: '/' });
    return h.continue;
  },
  'a response time': () => (request, h) => {
    request.response.header('x-response-time', String(Date.now() - request.info.received + 1));
    return h.continue;
  },
};

/** Creates the middleware with these names. */
export const of = (all, names, events) => names.map((name) => all[name](events));

/** Registers the plugins with these names on Fastify. */
export async function plugins(app, names) {
  if (names.includes('@fastify/compress')) await app.register(fastifyCompress, { global: true });
  if (names.includes('@fastify/helmet')) await app.register(fastifyHelmet);
  if (names.includes('@fastify/session')) {
    await app.register(fastifyCookie);
    await app.register(fastifySession, { secret: 'a secret of the specs that is long enough', cookie: { secure: false } });
  }
}

/** Runs middleware one after another, and then the last handler. */
export function through([first, ...rest], req, res, end) {
  if (first === undefined) end();
  else first(req, res, () => through(rest, req, res, end));
}
