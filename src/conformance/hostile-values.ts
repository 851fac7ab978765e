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

/** Values that attack whoever reads, logs or sends them: what each is, and which status the client must get. Default: 500. */
export const HOSTILE: Readonly<Record<string, { readonly cites: string; readonly status?: number; readonly make: () => unknown }>> = {
  ...WRAPPED,
  undefined: { cites: 'N52 R25', make: () => undefined },
  null: { cites: 'N52 R25', make: () => null },
  false: { cites: 'R25', make: () => false },
  zero: { cites: 'R25', make: () => 0 },
  'empty-string': { cites: 'R25', make: () => '' },
  'string-route': { cites: 'R25', make: () => 'route' },
  'string-router': { cites: 'R25', make: () => 'router' },
  string: { cites: 'N52', make: () => SECRET },
  number: { cites: 'N52 R25', make: () => 404 },
  bigint: { cites: 'R25', make: () => 10n },
  symbol: { cites: 'R25', make: () => Symbol(SECRET) },
  function: { cites: 'R25', make: () => () => SECRET },
  array: { cites: 'R25', make: () => [SECRET, new Error(SECRET)] },
  buffer: { cites: 'R25', make: () => Buffer.from(SECRET) },
  stream: { cites: 'R25', make: () => new ReadableStream({ start: (controller) => controller.error(new Error(SECRET)) }) },
  response: { cites: 'R25', make: () => new Response(SECRET, { status: 200 }) },
  promise: { cites: 'R25', make: () => Promise.resolve(SECRET) },
  'rejected-promise': { cites: 'R25 R30', make: () => Promise.reject(new Error(SECRET)) },
  'promise-as-cause': { cites: 'R25 R30', make: () => new Error(SECRET, { cause: Promise.reject(new Error(SECRET)) }) },
  'promises-in-aggregate': { cites: 'R25 R30', make: () => new AggregateError([Promise.reject(new Error(SECRET))], SECRET) },
  'lazy-query': { cites: 'R25', make: lazyQuery },
  'sparse-array': { cites: 'R26', make: () => new Array(4_294_967_295) },
  'sparse-errors': {
    cites: 'R26',
    make: () => Object.assign(new Error(SECRET), { errors: new Array(4_294_967_295), issues: new Array(4_294_967_295), headers: new Array(4_294_967_295) }),
  },
  'message-that-is-an-object': { cites: 'R22', make: () => ({ message: { secret: SECRET }, code: SECRET }) },
  'counting-getters': { cites: 'R22', make: countingGetters },
  error: { cites: 'N23 R1', make: () => new Error(`pg://user:${SECRET}@host/db`) },
  'frozen-error': { cites: 'N52 R24', make: () => Object.freeze(new Error(SECRET)) },
  'sealed-error': { cites: 'R24', make: () => Object.seal(new Error(SECRET)) },
  'throwing-message': { cites: 'N52 R22', make: () => defined(new Error('x'), 'message') },
  'throwing-stack': { cites: 'R22', make: () => defined(new Error(SECRET), 'stack') },
  'throwing-name': { cites: 'R22', make: () => defined(new Error(SECRET), 'name') },
  'throwing-cause': { cites: 'R22', make: () => defined(new Error(SECRET), 'cause') },
  'throwing-status': { cites: 'R22', make: () => defined(defined(new Error(SECRET), 'status'), 'expose') },
  'throwing-toString': { cites: 'R22', make: () => Object.assign(new Error(SECRET), { toString: fail, [Symbol.toPrimitive]: fail, toJSON: fail }) },
  'throwing-then': { cites: 'R25', make: () => defined(new Error(SECRET), 'then') },
  'throwing-inspect': { cites: 'R23', make: () => Object.assign(new Error(SECRET), { [Symbol.for('nodejs.util.inspect.custom')]: fail }) },
  'leaking-toJSON': { cites: 'R6', make: () => Object.assign(new Error(SECRET), { toJSON: () => ({ leaked: SECRET }) }) },
  'hostile-proxy': { cites: 'N52 R22', make: () => new Proxy(new Error(SECRET), TRAPS) },
  'revoked-proxy': { cites: 'N52 R22', make: revoked },
  'revoked-error-proxy': { cites: 'R22', make: () => revoked(new Error(SECRET)) },
  'null-prototype': { cites: 'R22', make: () => Object.assign(Object.create(null), { message: SECRET, status: 404 }) },
  'deceiving-class': {
    cites: 'R22',
    make: () =>
      Object.create({
        get [Symbol.toStringTag]() {
          return fail();
        },
      }),
  },
  'thenable-error': { cites: 'R25', make: () => Object.assign(new Error(SECRET), { then: () => undefined }) },
  'circular-cause': { cites: 'R26', make: circularCause },
  'cause-chain-of-100000': { cites: 'R26', make: once(() => causeChain(100_000)) },
  'aggregate-of-10000': {
    cites: 'R26',
    make: once(
      () =>
        new AggregateError(
          Array.from({ length: 10_000 }, () => new Error(SECRET)),
          SECRET,
        ),
    ),
  },
  'message-of-10-MB': { cites: 'R26', make: () => new Error(SECRET.repeat(1_700_000)) },
  'shared-references': { cites: 'R26', make: sharedReferences },
  'slow-getters': { cites: 'R22', make: slowGetters },
  'deep-object': { cites: 'N19 R26', make: () => deep(10_000) },
  'wide-object': { cites: 'N19 R26', make: once(() => Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`${SECRET}${i}`, SECRET]))) },
  'status-404': { cites: 'N26 N27 R2', make: () => Object.assign(new Error(`model ${SECRET}`), { status: 404 }) },
  'status-200': { cites: 'R3 R13', make: () => Object.assign(new Error(SECRET), { status: 200, statusCode: 200 }) },
  'status-304': { cites: 'R3 R16', make: () => Object.assign(new Error(SECRET), { statusCode: 304 }) },
  'status-999': { cites: 'N27 R13', make: () => Object.assign(new Error(SECRET), { status: 999, expose: true }) },
  'status-text': { cites: 'R13', make: () => Object.assign(new Error(SECRET), { status: 'abc', statusCode: '404', expose: true }) },
  'status-bigint': { cites: 'R13', make: () => Object.assign(new Error(SECRET), { status: 500n, expose: true }) },
  'status-fraction': { cites: 'R13', make: () => Object.assign(new Error(SECRET), { status: 404.5, expose: true }) },
  'status-message': { cites: 'R13 R15', make: () => Object.assign(new Error(SECRET), { statusMessage: `${SECRET}\r\nx: y`, reason: SECRET }) },
  'status-5xx-exposed': { cites: 'R2', make: () => Object.assign(new Error(SECRET), { status: 503, expose: true }) },
  'upstream-error': {
    cites: 'N27 R3 R5',
    make: () =>
      Object.assign(new Error(SECRET), {
        isAxiosError: true,
        status: 401,
        expose: true,
        config: { headers: { authorization: SECRET } },
        response: { status: 401, headers: { 'set-cookie': SECRET } },
      }),
  },
  'headers-crlf': { cites: 'R14 R15', make: () => Object.assign(new Error(SECRET), { headers: { 'x-leak': SECRET, location: `/\r\nset-cookie: ${SECRET}` } }) },
  'headers-framing': {
    cites: 'R14 R20',
    make: () => Object.assign(new Error(SECRET), { headers: { 'transfer-encoding': 'chunked', connection: 'close', 'content-length': '1' } }),
  },
  'headers-undefined': { cites: 'R14', make: () => Object.assign(new Error(SECRET), { headers: { 'retry-after': undefined, 'bad name': SECRET } }) },
  'operating-system-error': {
    cites: 'N26',
    status: 404,
    make: () => Object.assign(new Error(`ENOENT, open '/srv/${SECRET}'`), { code: 'ENOENT', syscall: 'open', status: 404, statusCode: 404, expose: true }),
  },
  'outbound-connection-reset': { cites: 'N53', make: () => Object.assign(new Error(SECRET), { code: 'ECONNRESET', syscall: 'read' }) },
  'http-error-404': { cites: 'N26 U11', status: 404, make: () => Object.assign(new Error('No such berth'), { status: 404, statusCode: 404, expose: true }) },
  'http-error-413': {
    cites: 'U11',
    status: 413,
    make: () => Object.assign(new Error('request entity too large'), { status: 413, expose: true, type: 'entity.too.large' }),
  },
  'http-error-418': {
    cites: 'U11',
    status: 418,
    make: () => Object.assign(new Error('short and stout'), { status: 418, expose: true, headers: { 'retry-after': '7', 'x-leak': SECRET } }),
  },
  'http-error-bad-header': {
    cites: 'R14',
    status: 429,
    make: () => Object.assign(new Error('slow down'), { status: 429, expose: true, headers: { 'retry-after': `1\r\n${SECRET}: x` } }),
  },
};
