import { parseCookie } from 'cookie';
import type { IncomingRequest } from '../../core/ports/request.ts';
import type { FailureRecord } from '../../core/report/report.ts';
import { masked, maskedValue } from './masked.ts';
import type { Pair, ReportedRequest } from './report.ts';

const MAX_PAIRS = 100;
const MAX_VALUE = 1_024;

/** Header fields whose values are shown in another place, or are credentials as a whole. */
const HIDDEN = new Set(['cookie', 'authorization', 'proxy-authorization']);

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
  detail: true,
  code: true,
  issues: true,
  data: true,
  err: true,
  others: true,
};

/** The request for the report: every value is masked by its name and by its shape. */
export function reportedRequest(request: IncomingRequest, record: FailureRecord | undefined, _now: () => number): ReportedRequest {
  const { method, url, httpVersion, transport, route, elapsed, socketOrigin } = request;
  return {
    method: masked(method, 32),
    url: masked(url, 4_096),
    origin: socketOrigin,
    httpVersion,
    transport,
    route: route === undefined ? undefined : masked(route, 512),
    headers: headersOf(request),
    query: pairs([...new URLSearchParams(/\?([^#]*)/.exec(url)?.[1] ?? '')]),
    cookies: pairs(Object.entries(cookiesOf(request))).map(([name]) => [name, '[masked]']),
    body: bodyOf(request),
    context: record === undefined ? [] : pairs(Object.entries(record).filter(([name]) => !Object.hasOwn(OURS, name))),
    negotiation: '',
    duration: record?.duration ?? (elapsed === undefined ? undefined : Math.round(elapsed * 1000) / 1000),
    requestId: record?.requestId,
    traceId: record?.traceId,
  };
}

function headersOf(request: IncomingRequest): readonly Pair[] {
  const names = [...new Set(request.fieldNames?.() ?? [])].slice(0, MAX_PAIRS);
  return names.map((name) => [name, HIDDEN.has(name) ? '[masked]' : maskedValue(name, request.header(name) ?? '', MAX_VALUE)]);
}

function cookiesOf(request: IncomingRequest): Readonly<Record<string, string | undefined>> {
  try {
    return parseCookie(request.header('cookie') ?? '');
  } catch {
    return {};
  }
}

function bodyOf(request: IncomingRequest): string | undefined {
  try {
    const body = request.parsed?.();
    return body === undefined || body === null ? undefined : masked(body);
  } catch {
    return undefined;
  }
}

function pairs(entries: readonly (readonly [string, unknown])[]): readonly Pair[] {
  return entries.slice(0, MAX_PAIRS).map(([name, value]) => [masked(name, 256), maskedValue(name, value, MAX_VALUE)]);
}
