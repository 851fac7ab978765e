import { CHECK_CLIENTS, type CheckClient, checkClient } from './clients.ts';

/** A way to make a proxy answer by itself. */
export interface Provocation {
  /** The name in tables. `stopped`: an ordinary request, while the app is stopped. */
  readonly name: string;
  /** The statuses that are right besides those of an app that is stopped: a proxy may also pass the request on. */
  readonly statuses: readonly number[];
  /** Whether the proxy has read the header when it answers. Otherwise it cannot know `Accept`, and any format is right. */
  readonly readsHeader: boolean;
}

/** One request of the check. */
export interface Ask {
  readonly provocation: Provocation;
  readonly method: string;
  readonly path: string;
  readonly client: CheckClient;
  /** What is sent, as bytes of latin1. */
  readonly bytes: string;
  /** Over a connection without TLS, although the address is `https:`. */
  readonly isPlain?: boolean;
}

/** The statuses of a proxy whose app does not answer. Cloudflare has its own from 520. */
export const STOPPED: ReadonlySet<number> = new Set([502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 530]);

/** The ordinary request, which shows the status of the stopped app. */
export const STOPPED_APP: Provocation = { name: 'stopped', statuses: [], readsHeader: true };
/** A file on a disk answers such a request with 304, 206 or 412. A failure does not. */
const CONDITIONAL: Provocation = { ...STOPPED_APP, name: 'conditional' };
const OTHER_PATH: Provocation = { ...STOPPED_APP, name: 'another path' };
const NO_HOST: Provocation = { name: 'no Host', statuses: [400], readsHeader: true };
const NO_HTTP: Provocation = { name: 'wrong request line', statuses: [400, 505], readsHeader: false };
const LONG_TARGET: Provocation = { name: 'long address', statuses: [414, 431, 400], readsHeader: false };
const LARGE_HEADER: Provocation = { name: 'large header', statuses: [431, 400], readsHeader: false };
const LARGE_BODY: Provocation = { name: 'large body', statuses: [413], readsHeader: true };
const METHOD: Provocation = { name: 'other method', statuses: [405, 501, 403], readsHeader: true };
const NO_TLS: Provocation = { name: 'HTTP to TLS', statuses: [400, 301, 302, 307, 308], readsHeader: true };

const MAIN_METHODS = ['GET', 'HEAD', 'POST', 'PUT'];
const FURTHER_METHODS = ['PATCH', 'DELETE', 'OPTIONS'];
/** Longer than the buffers of nginx (8 kB), Apache and HAProxy. */
const LONG = 20_000;
/** No proxy waits for so much without asking: the header alone is sent, with `Expect: 100-continue`. */
const TEN_GIGABYTES = '10000000000';

/** The requests of a check, at most 80. Each has a connection of its own. */
export function asksFor({ pathname, search, host, protocol, username, password }: URL): readonly Ask[] {
  const path = pathname + search;
  const few = CHECK_CLIENTS.slice(0, 2);
  const [browser, json] = few as [CheckClient, CheckClient];
  const text = checkClient('text');
  const ask = (provocation: Provocation, method: string, client: CheckClient, wish: Wish = {}): Ask => {
    const { target = path, hasHost = true, fields = {}, body = '', version = 'HTTP/1.1', isPlain } = wish;
    const needsLength = !['GET', 'HEAD', 'OPTIONS', 'TRACE'].includes(method) && fields['Content-Length'] === undefined;
    const all = {
      ...(hasHost && { Host: host }),
      'User-Agent': 'halyard-export-check',
      Connection: 'close',
      ...(username !== '' && { Authorization: `Basic ${Buffer.from(`${decoded(username)}:${decoded(password)}`).toString('base64')}` }),
      ...client.headers,
      ...(needsLength && { 'Content-Length': String(body.length) }),
      ...fields,
    };
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
    const bytes = `${method} ${target} ${version}\r\n${lines.join('')}\r\n${body}`;
    return { provocation, method, path: target, client, bytes, ...(isPlain && { isPlain }) };
  };
  const form: Wish = { fields: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: 'name=Ann' };
  return [
    ...MAIN_METHODS.flatMap((method) => CHECK_CLIENTS.map((client) => ask(STOPPED_APP, method, client, method === 'POST' ? form : {}))),
    ...FURTHER_METHODS.flatMap((method) => few.map((client) => ask(STOPPED_APP, method, client))),
    ask(CONDITIONAL, 'GET', browser, { fields: { 'If-Modified-Since': 'Fri, 01 Jan 2100 00:00:00 GMT', 'If-None-Match': '*' } }),
    ask(CONDITIONAL, 'GET', json, { fields: { Range: 'bytes=0-9' } }),
    ask(CONDITIONAL, 'PUT', json, { fields: { 'If-Match': '"1"' } }),
    ask(OTHER_PATH, 'GET', browser, { target: '/halyard-check/orders/7' }),
    ask(OTHER_PATH, 'GET', json, { target: '/halyard-check/orders/7' }),
    ask(OTHER_PATH, 'POST', json, { target: '/halyard-check/orders/7' }),
    ask(OTHER_PATH, 'GET', browser, { target: '/halyard-check.css' }),
    ask(NO_HOST, 'GET', browser, { hasHost: false }),
    ask(NO_HOST, 'GET', json, { hasHost: false }),
    ask(NO_HOST, 'HEAD', json, { hasHost: false }),
    ask(NO_HOST, 'POST', text, { ...form, hasHost: false }),
    ask(NO_HTTP, 'GET', browser, { version: 'HTTQ/1.1' }),
    ask(LONG_TARGET, 'GET', browser, { target: `/halyard-check?long=${'a'.repeat(LONG)}` }),
    ask(LONG_TARGET, 'POST', json, { target: `/halyard-check?long=${'a'.repeat(LONG)}` }),
    ask(LARGE_HEADER, 'GET', browser, { fields: { 'X-Halyard-Check': 'a'.repeat(LONG) } }),
    ask(LARGE_HEADER, 'POST', json, { fields: { 'X-Halyard-Check': 'a'.repeat(LONG) } }),
    ...[browser, json, text].map((client) =>
      ask(LARGE_BODY, client === text ? 'PUT' : 'POST', client, { fields: { 'Content-Length': TEN_GIGABYTES, Expect: '100-continue' } }),
    ),
    ask(METHOD, 'TRACE', browser),
    ask(METHOD, 'TRACE', json),
    ...(protocol === 'https:' ? few.map((client) => ask(NO_TLS, 'GET', client, { isPlain: true })) : []),
  ];
}

/** A part of an address without its escapes. A broken escape stays as it is. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** What differs from an ordinary request. */
interface Wish {
  readonly target?: string;
  readonly hasHost?: boolean;
  readonly fields?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly version?: string;
  readonly isPlain?: boolean;
}
