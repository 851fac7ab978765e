import { parseCookie } from 'cookie';
import type { IncomingRequest } from '../../core/ports/request.ts';
import type { FailureRecord } from '../../core/report/report.ts';
import { requestId, traceId } from '../../core/report/request-id.ts';
import { isRandom } from '../../core/values/mask/secret-keys.ts';
import { MASKED } from '../../core/values/mask.ts';
import { maskedUrl, queryOf } from './address.ts';
import { bodyOf } from './body.ts';
import { masked, maskedValue } from './masked.ts';
import type { Pair, ReportedRequest } from './report.ts';

const MAX_PAIRS = 100;
const MAX_VALUE = 1_024;

/** The members of a log record that are Halyard's own. The others come from the option `context`. */
const OURS: Readonly<Record<keyof FailureRecord, true>> = {
  reference: true,
  response: true,
  status: true,
  method: true,
  path: true,
  route: true,
  requestId: true,
  traceId: true,
  duration: true,
  handled: true,
  afterResponse: true,
  maintenance: true,
  detail: true,
  code: true,
  issues: true,
  data: true,
  err: true,
  others: true,
};

/** Fields whose values look random, and are no secret. In another field, such as `X-Acme: 8f3k…`, one word that looks random may be a key. */
const USUAL =
  /^(?:accept|access-control-|content-|if-|sec-fetch-|sec-ch-|traceparent|tracestate|baggage|b3|user-agent|host|via|x-b3-)|(?:id|trace|host|ray|etag|version|digest)$/;

/** The request for the report: every value is masked by its name and by its shape. It never throws, whatever the members of the request do. */
export function reportedRequest(request: IncomingRequest, record: FailureRecord | undefined, _now: () => number): ReportedRequest {
  const route = read(() => request.route);
  const id = record === undefined ? read(() => requestId(request)) : record.requestId;
  return {
    method: masked(read(() => request.method) ?? '', 32),
    url: maskedUrl(read(() => request.url) ?? ''),
    origin: read(() => request.socketOrigin),
    httpVersion: read(() => request.httpVersion) ?? '',
    transport: read(() => request.transport) ?? 'http',
    route: route === undefined ? undefined : masked(route, 512),
    headers: read(() => headersOf(request)) ?? [],
    query: read(() => queryOf(request.url)) ?? [],
    cookies: read(() => cookiesOf(request)) ?? [],
    body: bodyOf(request),
    context: record === undefined ? [] : pairs(Object.entries(record).filter(([name]) => !Object.hasOwn(OURS, name))),
    negotiation: '',
    duration: record?.duration ?? rounded(read(() => request.elapsed)),
    requestId: id === undefined ? undefined : masked(id, 128),
    traceId: record === undefined ? read(() => traceId(request)) : record.traceId,
  };
}

/** A getter of the host or of the app may throw. */
function read<T>(get: () => T): T | undefined {
  try {
    return get();
  } catch {
    return undefined;
  }
}

function rounded(elapsed: number | undefined): number | undefined {
  return elapsed === undefined ? undefined : Math.round(elapsed * 1000) / 1000;
}

/** The header fields by their names in lower case. The pseudo-header fields of HTTP/2 are shown as method and address. */
function headersOf(request: IncomingRequest): readonly Pair[] {
  const names = new Set((request.fieldNames?.() ?? []).map((name) => name.toLowerCase()).filter((name) => !name.startsWith(':')));
  return [...names].slice(0, MAX_PAIRS).map((name) => [masked(name, 256), fieldOf(name, read(() => request.header(name)) ?? '')]);
}

function fieldOf(name: string, value: string): string {
  // A cookie is shown by its name, in a list of its own.
  if (name === 'cookie' || name === 'set-cookie') return MASKED;
  if (name === 'authorization' || name === 'proxy-authorization') return `${/^[A-Za-z][A-Za-z\d-]{0,31}(?= )/.exec(value)?.[0] ?? ''} ${MASKED}`.trim();
  if (name === 'referer' || name === 'x-original-url' || name === 'x-forwarded-uri') return maskedUrl(value);
  if (!USUAL.test(name) && isRandom(value)) return MASKED;
  return maskedValue(name, value, MAX_VALUE);
}

/** The names of the cookies. Their values are never shown. */
function cookiesOf(request: IncomingRequest): readonly Pair[] {
  return Object.keys(parseCookie(request.header('cookie') ?? ''))
    .slice(0, MAX_PAIRS)
    .map((name) => [masked(name, 256), MASKED]);
}

function pairs(entries: readonly (readonly [string, unknown])[]): readonly Pair[] {
  return entries.slice(0, MAX_PAIRS).map(([name, value]) => [masked(name, 256), maskedValue(name, value, MAX_VALUE)]);
}
