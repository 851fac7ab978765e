import {
  causeChain,
  circularCause,
  countingGetters,
  deep,
  defined,
  fail,
  lazyQuery,
  once,
  revoked,
  sharedReferences,
  slowGetters,
  TRAPS,
} from './hostile-makers.ts';
import { SECRET } from './secret.ts';
import { WRAPPED } from './wrapped-errors.ts';

export { SECRET } from './secret.ts';

/** Values that make reading, logging or sending them fail: a maker of each, and the status that the client must get. Default: 500. */
export const HOSTILE: Readonly<Record<string, { readonly status?: number; readonly make: () => unknown }>> = {
  ...WRAPPED,
  undefined: { make: () => undefined },
  null: { make: () => null },
  false: { make: () => false },
  zero: { make: () => 0 },
  'empty-string': { make: () => '' },
  'string-route': { make: () => 'route' },
  'string-router': { make: () => 'router' },
  string: { make: () => SECRET },
  number: { make: () => 404 },
  bigint: { make: () => 10n },
  symbol: { make: () => Symbol(SECRET) },
  function: { make: () => () => SECRET },
  array: { make: () => [SECRET, new Error(SECRET)] },
  buffer: { make: () => Buffer.from(SECRET) },
  stream: { make: () => new ReadableStream({ start: (controller) => controller.error(new Error(SECRET)) }) },
  response: { make: () => new Response(SECRET, { status: 200 }) },
  promise: { make: () => Promise.resolve(SECRET) },
  'rejected-promise': { make: () => Promise.reject(new Error(SECRET)) },
  'promise-as-cause': { make: () => new Error(SECRET, { cause: Promise.reject(new Error(SECRET)) }) },
  'promises-in-aggregate': { make: () => new AggregateError([Promise.reject(new Error(SECRET))], SECRET) },
  'lazy-query': { make: lazyQuery },
  'sparse-array': { make: () => new Array(4_294_967_295) },
  'sparse-errors': {
    make: () => Object.assign(new Error(SECRET), { errors: new Array(4_294_967_295), issues: new Array(4_294_967_295), headers: new Array(4_294_967_295) }),
  },
  'message-that-is-an-object': { make: () => ({ message: { secret: SECRET }, code: SECRET }) },
  'counting-getters': { make: countingGetters },
  error: { make: () => new Error(`pg://user:${SECRET}@host/db`) },
  'frozen-error': { make: () => Object.freeze(new Error(SECRET)) },
  'sealed-error': { make: () => Object.seal(new Error(SECRET)) },
  'throwing-message': { make: () => defined(new Error('x'), 'message') },
  'throwing-stack': { make: () => defined(new Error(SECRET), 'stack') },
  'throwing-name': { make: () => defined(new Error(SECRET), 'name') },
  'throwing-cause': { make: () => defined(new Error(SECRET), 'cause') },
  'throwing-status': { make: () => defined(defined(new Error(SECRET), 'status'), 'expose') },
  'throwing-toString': { make: () => Object.assign(new Error(SECRET), { toString: fail, [Symbol.toPrimitive]: fail, toJSON: fail }) },
  'throwing-then': { make: () => defined(new Error(SECRET), 'then') },
  'throwing-inspect': { make: () => Object.assign(new Error(SECRET), { [Symbol.for('nodejs.util.inspect.custom')]: fail }) },
  'leaking-toJSON': { make: () => Object.assign(new Error(SECRET), { toJSON: () => ({ leaked: SECRET }) }) },
  'hostile-proxy': { make: () => new Proxy(new Error(SECRET), TRAPS) },
  'revoked-proxy': { make: revoked },
  'revoked-error-proxy': { make: () => revoked(new Error(SECRET)) },
  'null-prototype': { make: () => Object.assign(Object.create(null), { message: SECRET, status: 404 }) },
  'deceiving-class': {
    make: () =>
      Object.create({
        get [Symbol.toStringTag]() {
          return fail();
        },
      }),
  },
  'thenable-error': { make: () => Object.assign(new Error(SECRET), { then: () => undefined }) },
  'circular-cause': { make: circularCause },
  'cause-chain-of-100000': { make: once(() => causeChain(100_000)) },
  'aggregate-of-10000': {
    make: once(
      () =>
        new AggregateError(
          Array.from({ length: 10_000 }, () => new Error(SECRET)),
          SECRET,
        ),
    ),
  },
  'message-of-10-MB': { make: () => new Error(SECRET.repeat(1_700_000)) },
  'shared-references': { make: sharedReferences },
  'slow-getters': { make: slowGetters },
  'deep-object': { make: () => deep(10_000) },
  'wide-object': { make: once(() => Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`${SECRET}${i}`, SECRET]))) },
  'status-404': { status: 404, make: () => Object.assign(new Error(`model ${SECRET}`), { status: 404 }) },
  'status-200': { make: () => Object.assign(new Error(SECRET), { status: 200, statusCode: 200 }) },
  'status-304': { make: () => Object.assign(new Error(SECRET), { statusCode: 304 }) },
  'status-999': { make: () => Object.assign(new Error(SECRET), { status: 999, expose: true }) },
  'status-text': { make: () => Object.assign(new Error(SECRET), { status: 'abc', statusCode: '404', expose: true }) },
  'status-bigint': { make: () => Object.assign(new Error(SECRET), { status: 500n, expose: true }) },
  'status-fraction': { make: () => Object.assign(new Error(SECRET), { status: 404.5, expose: true }) },
  'status-message': { make: () => Object.assign(new Error(SECRET), { statusMessage: `${SECRET}\r\nx: y`, reason: SECRET }) },
  'upstream-error': {
    make: () =>
      Object.assign(new Error(SECRET), {
        isAxiosError: true,
        status: 401,
        expose: true,
        config: { headers: { authorization: SECRET } },
        response: { status: 401, headers: { 'set-cookie': SECRET } },
      }),
  },
  'headers-crlf': { make: () => Object.assign(new Error(SECRET), { headers: { 'x-leak': SECRET, location: `/\r\nset-cookie: ${SECRET}` } }) },
  'headers-framing': {
    make: () => Object.assign(new Error(SECRET), { headers: { 'transfer-encoding': 'chunked', connection: 'close', 'content-length': '1' } }),
  },
  'headers-undefined': { make: () => Object.assign(new Error(SECRET), { headers: { 'retry-after': undefined, 'bad name': SECRET } }) },
  'operating-system-error': {
    status: 404,
    make: () => Object.assign(new Error(`ENOENT, open '/srv/${SECRET}'`), { code: 'ENOENT', syscall: 'open', status: 404, statusCode: 404, expose: true }),
  },
  'outbound-connection-reset': { make: () => Object.assign(new Error(SECRET), { code: 'ECONNRESET', syscall: 'read' }) },
  'http-error-404': { status: 404, make: () => Object.assign(new Error('No such berth'), { status: 404, statusCode: 404, expose: true }) },
  'http-error-413': {
    status: 413,
    make: () => Object.assign(new Error('request entity too large'), { status: 413, expose: true, type: 'entity.too.large' }),
  },
  'http-error-418': {
    status: 418,
    make: () => Object.assign(new Error('short and stout'), { status: 418, expose: true, headers: { 'retry-after': '7', 'x-leak': SECRET } }),
  },
  'http-error-bad-header': {
    status: 429,
    make: () => Object.assign(new Error('slow down'), { status: 429, expose: true, headers: { 'retry-after': `1\r\n${SECRET}: x` } }),
  },
};
