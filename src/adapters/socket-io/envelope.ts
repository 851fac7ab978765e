import type { IncomingHttpHeaders } from 'node:http';
import { BadEnvelope } from './bad-envelope.ts';
import { fieldsOfHandshake, fieldsOfMessage, type HeaderRules } from './headers.ts';

/** The verbs of Sails' wire protocol: each is the name of an event. */
export const VERBS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options'] as const;
export type Verb = (typeof VERBS)[number];

/** The HTTP request that a message becomes. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

const IN_QUERY: ReadonlySet<string> = new Set(['get', 'head', 'options']);
const MAX_PATH = 8_192;
/** The limits of a query: the number of names, and the depth of nesting. */
const MAX_NAMES = 256;
const MAX_DEPTH = 5;

/**
 * Makes a request from the envelope of `sails.io.js`, `{ url, data, params, headers }`. The handshake has the identity of the client and the cookies. A
 * message may set only a few header fields about itself.
 *
 * @throws BadEnvelope
 */
export function readEnvelope(verb: Verb, envelope: unknown, handshake: IncomingHttpHeaders, rules: HeaderRules): Asked {
  if (typeof envelope !== 'object' || envelope === null || Array.isArray(envelope)) throw new BadEnvelope('Expected an object with a url.');
  const { url, data, params, headers } = Object.assign(Object.create(null), envelope) as Record<string, unknown>;
  const path = messagePath(url);
  const values = dataOf(data, params);
  const inQuery = IN_QUERY.has(verb);
  const body = inQuery || (verb === 'delete' && isEmpty(values)) ? undefined : jsonOf(values);
  return {
    method: verb.toUpperCase(),
    path: inQuery ? withQuery(path, values) : path,
    headers: {
      ...fieldsOfHandshake(handshake),
      ...fieldsOfMessage(headers, handshake, rules),
      accept: 'application/json',
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    body,
  };
}

/** A path of this server: `/orders?open=1`. A value that an HTTP request line cannot contain is refused, and not repaired. */
function messagePath(url: unknown): string {
  if (typeof url !== 'string') throw new BadEnvelope('Expected a url, as text.');
  if (!/^\/[\x21-\x7e]*$/.test(url)) throw new BadEnvelope('Expected a url that begins with / and has nothing but what a URL may have.');
  if (url.length > MAX_PATH) throw new BadEnvelope('The url is too long.');
  return url.split('#', 1)[0] as string;
}

/** Merges data and params as Sails does. A list stays unchanged. */
function dataOf(data: unknown, params: unknown): unknown {
  if (data !== undefined && data !== null && (typeof data !== 'object' || Array.isArray(data))) return data;
  return { ...(typeof params === 'object' ? params : undefined), ...(data as object | null | undefined) };
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (cause) {
    throw new BadEnvelope('The data cannot be written as JSON.', { cause });
  }
}

function withQuery(path: string, data: unknown): string {
  const query = new URLSearchParams();
  const add = (name: string, value: unknown, depth: number): void => {
    if (query.size >= MAX_NAMES || depth > MAX_DEPTH) throw new BadEnvelope('The data has too much in it for a query.');
    if (value === undefined || value === null) return;
    if (Array.isArray(value)) for (const one of value) add(name, one, depth + 1);
    else if (typeof value === 'object') for (const [key, one] of Object.entries(value)) add(name === '' ? key : `${name}[${key}]`, one, depth + 1);
    else query.append(name, String(value));
  };
  add('', data, 0);
  if (query.size === 0) return path;
  return `${path}${path.includes('?') ? '&' : '?'}${query}`;
}
