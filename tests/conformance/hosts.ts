import { ensureSails } from '../sails/packages.ts';

/** A host under test: one row, and every requirement runs over it. */
export interface HostRow {
  readonly name: string;
  /** `tests/control/<fixture>`. */
  readonly fixture: string;
  readonly http: '1.1' | '2';
  /** `memory`: it keeps flashes in a store, by the port of any store, and not in a sealed cookie. Then only what is about forms is asked. */
  readonly store?: 'memory';
  /** Installs the host if it is missing. Returns the environment variables with which the fixture finds it. */
  readonly prepare?: () => Readonly<Record<string, string>>;
  /** Requirements that this host does not meet, by id, each with its reason. An undeclared difference is a bug. */
  readonly except?: Readonly<Record<string, string>>;
}

/** Hosts whose handlers answer by their return value. */
const BY_RETURNING = {
  'after-the-answer': 'A handler sends its response by returning, and none of its code runs after that. What it throws becomes the response.',
};

/** Hosts that have no reply before the handler returns one. */
const NO_REPLY = {
  'reply-status-error': 'There is no reply to set a status on before the handler returns one.',
  'reply-status-challenge': 'There is no reply to set a status on before the handler returns one.',
  'view-locals-of-the-request': 'The host has no place for the locals of a request.',
};

/** Hosts without routes of their own. */
const NO_ROUTES = {
  'report-near-route': 'The host has no routes. The app chooses by the address itself, so Halyard cannot list what it answers.',
  'form-own-address': 'The host has no routes, so Halyard does not know whether an address shows a page. A field of form.returnField() names it.',
};

const HAPI_CLOSES = { 'maintenance-body': 'hapi ends the connection of a request whose body it has not read. The answer arrives whole, and says that.' };

export const HOSTS: readonly HostRow[] = [
  { name: 'node:http', fixture: 'node-http.mjs', http: '1.1', except: NO_ROUTES },
  {
    name: 'node:http2',
    fixture: 'http2.mjs',
    http: '2',
    except: NO_ROUTES,
  },
  { name: 'Express 5', fixture: 'express.mjs', http: '1.1' },
  { name: "Express 5 on Halyard's server", fixture: 'express-server.mjs', http: '1.1' },
  { name: 'Express 4', fixture: 'express4.mjs', http: '1.1' },
  { name: 'Fastify 5', fixture: 'fastify.mjs', http: '1.1' },
  { name: 'Fastify 5 over HTTP/2', fixture: 'fastify-http2.mjs', http: '2' },
  { name: 'Koa 3', fixture: 'koa.mjs', http: '1.1' },
  { name: 'Koa 3 over HTTP/2', fixture: 'koa-http2.mjs', http: '2' },
  { name: 'hapi 21', fixture: 'hapi.mjs', http: '1.1', except: { ...NO_REPLY, ...HAPI_CLOSES } },
  { name: 'hapi 21 over HTTP/2', fixture: 'hapi-http2.mjs', http: '2', except: NO_REPLY },
  {
    name: 'Sails 1.5',
    fixture: 'sails.mjs',
    http: '1.1',
    prepare: () => ({ SAILS: ensureSails() }),
    except: {
      'typed-malformed': "Sails' body parser refuses a form of more than 1,000 fields before the app sees it. The client gets a 413 without a redirect.",
      'nonsense-in-a-body': 'Sails reads the body before an action gets the request, so there is no early response. Node answers a broken body with a 400.',
    },
  },
  { name: 'fetch', fixture: 'fetch.mjs', http: '1.1', except: { ...NO_ROUTES, ...BY_RETURNING, ...NO_REPLY } },
  { name: 'fetch over HTTP/2', fixture: 'fetch-http2.mjs', http: '2', except: { ...NO_ROUTES, ...BY_RETURNING, ...NO_REPLY } },
  { name: 'Hono', fixture: 'hono.mjs', http: '1.1', except: BY_RETURNING },
  { name: 'Hono over HTTP/2', fixture: 'hono-http2.mjs', http: '2', except: BY_RETURNING },
  { name: 'Hono with a store', fixture: 'hono.mjs', http: '1.1', store: 'memory' },
  { name: 'fetch with a store', fixture: 'fetch.mjs', http: '1.1', store: 'memory', except: NO_ROUTES },
  { name: 'Nest 12 on Express', fixture: 'nest.mjs', http: '1.1' },
  { name: 'Nest 12 on Fastify', fixture: 'nest-fastify.mjs', http: '1.1' },
  { name: 'Nest 12 on Fastify over HTTP/2', fixture: 'nest-fastify-http2.mjs', http: '2' },
  { name: 'node:http with a store', fixture: 'node-http.mjs', http: '1.1', store: 'memory', except: NO_ROUTES },
  { name: 'Fastify 5 with a store', fixture: 'fastify.mjs', http: '1.1', store: 'memory' },
  { name: 'Koa 3 with a store', fixture: 'koa.mjs', http: '1.1', store: 'memory' },
  { name: 'hapi 21 with a store', fixture: 'hapi.mjs', http: '1.1', store: 'memory' },
  { name: 'Express 5 with a store', fixture: 'express.mjs', http: '1.1', store: 'memory' },
  { name: 'Nest 12 on Express with a store', fixture: 'nest.mjs', http: '1.1', store: 'memory' },
  { name: 'Nest 12 on Fastify with a store', fixture: 'nest-fastify.mjs', http: '1.1', store: 'memory' },
];
