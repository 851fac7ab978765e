import { AsyncLocalStorage } from 'node:async_hooks';
import pino from 'pino';

/** Parts that break on demand, for one request only: each request runs in a store of its own. */
const requests = new AsyncLocalStorage();
const fault = () => requests.getStore()?.fault;

const SUPPORTED = new Set([
  ...['view-missing', 'view-throws', 'view-rejects', 'view-hangs', 'view-twice', 'view-late-throw', 'view-huge', 'view-nontext'],
  ...['logger-throws', 'logger-rejects', 'logger-hangs', 'logger-missing', 'reporter-throws', 'serializer-throws'],
  ...['locals-late', 'locals-throws', 'locals-rejects', 'locals-hangs', 'locals-text'],
  ...['override-throws', 'override-rejects', 'override-hangs', 'override-recurses', 'override-200', 'override-redirects', 'override-late-402'],
  ...(process.env.CONTROL_STORE === 'memory' ? ['store-down', 'store-hangs', 'store-throws'] : []),
]);

export const inRequest = (run) => requests.run({ fault: undefined }, run);

/** The fault of the next override that runs, in whichever request: an error that was thrown is answered outside of the store of its handler. */
let next;

export function breakPart(name) {
  const store = requests.getStore();
  if (name.startsWith('next-')) {
    next = name.slice('next-'.length);
    return SUPPORTED.has(next);
  }
  if (store === undefined || !SUPPORTED.has(name)) return false;
  store.fault = name;
  return true;
}

/** The views of the folder, with the faults of this request. */
export const breakableViews = (views) => ({
  render(view, locals) {
    switch (fault()) {
      case 'view-missing':
        return undefined;
      case 'view-throws':
        throw new Error('the view throws: S3CRET');
      case 'view-rejects':
        return Promise.reject(new Error('the view rejects: S3CRET'));
      case 'view-hangs':
        return new Promise(() => {});
      case 'view-twice':
        return new Promise((resolve) => {
          resolve(views.render(view, locals));
          resolve('<p>a second time</p>');
        });
      case 'view-late-throw':
        return new Promise((resolve) => {
          resolve(views.render(view, locals));
          throw new Error('the view throws after its page: S3CRET');
        });
      case 'view-huge':
        return 'x'.repeat(50_000_000);
      case 'view-nontext':
        return { not: 'text' };
      default:
        return views.render(view, locals);
    }
  },
});

/** The locals of the app for a page. They are ready at once, unless a fault says otherwise. */
export function breakableLocals(request) {
  const made = { site: `Harbour of ${typeof request}` };
  switch (fault()) {
    case 'locals-late':
      return new Promise((resolve) => setTimeout(resolve, 10, made));
    case 'locals-throws':
      throw new Error('the locals throw: S3CRET');
    case 'locals-rejects':
      return Promise.reject(new Error('the locals reject: S3CRET'));
    case 'locals-hangs':
      return new Promise(() => {});
    case 'locals-text':
      return 'S3CRET';
    default:
      return made;
  }
}

const log = pino({ level: 'debug' }, pino.destination({ dest: 1, sync: true }));

function loggerMethod(level) {
  switch (fault()) {
    case 'logger-missing':
      return undefined;
    case 'logger-throws':
      return () => {
        throw new Error('the logger throws');
      };
    case 'logger-rejects':
      return () => Promise.reject(new Error('the logger rejects'));
    case 'logger-hangs':
      return () => new Promise(() => {});
    default:
      return (record, message) => log[level](record, message);
  }
}

export const breakableLogger = {
  get error() {
    return loggerMethod('error');
  },
  get warn() {
    return loggerMethod('warn');
  },
  get info() {
    return loggerMethod('info');
  },
  get debug() {
    return loggerMethod('debug');
  },
};

export function breakableReporter() {
  if (fault() === 'reporter-throws') throw new Error('the reporter throws');
}

/** A format that Halyard tries before the built-in JSON. Without a fault it returns `undefined`. */
export const breakableFormat = {
  name: 'breakable',
  mediaType: 'application/problem+json',
  render() {
    if (fault() === 'serializer-throws') throw new Error('the serializer throws: S3CRET');
    return undefined;
  },
};

/** The flash store, with the faults of this request. */
export const breakableStore = (store) => ({
  ...store,
  put: (...args) => broken() ?? store.put(...args),
  take: (...args) => broken() ?? store.take(...args),
});

function broken() {
  switch (fault()) {
    case 'store-down':
      return Promise.reject(new Error('the store is down: S3CRET'));
    case 'store-hangs':
      return new Promise(() => {});
    case 'store-throws':
      throw new Error('the store throws: S3CRET');
    default:
      return undefined;
  }
}

/** The override in the fixture's `api/responses/`. It calls the default response, except when this request has a fault. */
export function override(...args) {
  const armed = next;
  next = undefined;
  switch (armed ?? fault()) {
    case 'override-throws':
      throw new Error('the override throws: S3CRET');
    case 'override-rejects':
      return Promise.reject(new Error('the override rejects: S3CRET'));
    case 'override-hangs':
      return new Promise(() => {});
    case 'override-recurses':
      return this.res[this.name](...args);
    case 'override-200':
      return send(this.res, 200, 'the override says 200');
    case 'override-redirects':
      return redirect(this.res, '/elsewhere');
    case 'override-late-402':
      return new Promise((resolve) => setTimeout(resolve, 20)).then(() => send(this.res, 402, 'the override says 402'));
    default:
      return this.default(...args);
  }
}

/** Sends an answer with the host's own API: Koa's context, a Node or Fastify reply, hapi's toolkit, or a returned Response. */
function send(reply, status, body) {
  if (typeof reply.response === 'function') return reply.response(body).code(status);
  if ('body' in reply && typeof reply.body !== 'function') return Object.assign(reply, { status, body });
  const end = reply.end ?? reply.send;
  if (typeof end !== 'function') return new Response(body, { status });
  reply.statusCode = status;
  return end.call(reply, body);
}

/** Redirects with the host's own API. */
function redirect(reply, location) {
  // Fastify keeps a status that was set before, and Nest sets one.
  if (typeof reply.code === 'function') reply.code(302);
  if (typeof reply.redirect === 'function') return reply.redirect(location);
  if (typeof reply.end !== 'function') return new Response(null, { status: 302, headers: { location } });
  reply.setHeader('location', location);
  return send(reply, 302, '');
}
