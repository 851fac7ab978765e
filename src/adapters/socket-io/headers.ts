import type { IncomingHttpHeaders } from 'node:http';
import { HalyardError } from '../../core/values/errors.ts';
import { isField, isSendable } from '../../core/values/field.ts';
import { quote } from '../../core/values/quote.ts';
import { proxyFields } from '../../hosting/shared/proxy-fields.ts';
import { BadEnvelope } from './bad-envelope.ts';

const MAX_FIELDS = 64;

/**
 * The header fields that a message may set, and why. A message reaches the app without passing the proxy that an HTTP request passes, so
 * no proxy has removed what a client must not claim (`Remote-User`, `X-Forwarded-User`, …). Every name that is not here, and that the app
 * has not added, is dropped.
 */
const ALLOWED: ReadonlySet<string> = new Set([
  // The language of this answer (RFC 9110 §12.5.4). `Accept` is not here: an ack is always JSON.
  'accept-language',
  // Credentials that only their owner has. They never replace those of the handshake (see `fieldsOfMessage`).
  'authorization',
  // Proves that the app's own page sends the message; the names that csurf and the client of Sails use.
  'x-csrf-token',
  'x-xsrf-token',
  'csrf-token',
  'xsrf-token',
  'x-requested-with',
  // Conditions and preferences for this request (RFC 9110 §13, RFC 9111 §5.2, RFC 7240, Idempotency-Key).
  'if-match',
  'if-none-match',
  'if-modified-since',
  'if-unmodified-since',
  'cache-control',
  'prefer',
  'idempotency-key',
  // The trace that the client began (W3C Trace Context). `Baggage` is not here: services read users from it.
  'traceparent',
  'tracestate',
]);

/** Header fields that even the app cannot allow in messages, with the reason for each kind. They are compared in lower case, with `_` as `-`. */
const NEVER: readonly RegExp[] = [
  // Halyard sets the fields for the connection, the framing and the format of the message.
  /^(?:accept|accept-charset|accept-encoding|connection|content-.+|expect|host|http2-settings|keep-alive|max-forwards|te|trailer|transfer-encoding|upgrade)$/,
  // A script cannot set these in a browser (the forbidden request-headers of Fetch §2.2.2), or they change the method.
  /^(?:access-control-.+|cookie2?|date|dnt|from|origin|proxy-.+|referer|sec-.+|set-cookie2?|user-agent|x-http-method.*|x-method.*)$/,
  // Proxies and CDNs set these fields about the client and its request.
  /^(?:forwarded.*|via|x-forwarded.*|x-original-.+|x-rewrite-.+|x-real-.+|x-client-.+|x-cluster-client-.+|x-remote-.+|true-client-ip|x-true-client-ip)$/,
  /^(?:cdn-.+|cf-.+|fastly-.+|fly-.+|akamai-.+|x-akamai-.+|x-amzn?-.+|x-appengine-.+|x-arr-.+|x-azure-.+|x-cloud-trace-context|x-envoy-.+|x-nf-.+|x-vercel-.+)$/,
  // The user that an authenticating proxy has signed in.
  /^(?:remote-.+|x-auth-request-.+|x-authentik-.+|x-authelia-.+|x-pomerium-.+|x-teleport-.+|x-goog-.+|x-ms-.+|tailscale-.+|x-tailscale-.+|x-webauth-.+)$/,
  /^(?:x-consumer-.+|x-credential-.+|x-anonymous-consumer|x-jwt-assertion|x-user|x-user-?(?:name|id|email|groups?|roles?)|x-userinfo|oidc-.+|x-oidc-.+)$/,
  /^(?:shib-.+|mellon-.+|iv-.+|sm-.+|baggage)$/,
  // The certificate that a TLS-ending proxy has checked.
  /^(?:client-cert.*|x-client-cert.*|ssl-.+|x-ssl-.+|x-tls-.+|x-arr-clientcert)$/,
];

/** Fields about the connection of the handshake, or about its resource. They are not true for a message. */
const OF_THE_HANDSHAKE =
  /^(?:accept|accept-encoding|connection|content-.*|expect|keep-alive|proxy-connection|sec-websocket-.*|te|trailer|transfer-encoding|upgrade|http2-settings|if-.*|range|prefer|idempotency-key|x-http-method.*|x-method-override|x-(?:original|rewrite)-(?:url|uri|method)|x-forwarded-(?:uri|method|path))$/;

/**
 * The names that an app adds to those that a message may set: `answerVerbs({ headers: ['x-tenant'] })`.
 *
 * @throws HalyardError E_OPTION for a name that only the handshake may set.
 */
export function namedHeaders(names: unknown = []): ReadonlySet<string> {
  const expected = "a list of names of header fields, such as ['x-tenant']";
  if (!Array.isArray(names)) throw new HalyardError('E_OPTION', { found: `headers: ${quote(names)}`, expected });
  return new Set(names.map((name: unknown) => checkedName(name, expected)));
}

function checkedName(name: unknown, expected: string): string {
  if (typeof name !== 'string' || !isSendable(name, '')) throw new HalyardError('E_OPTION', { found: `headers: [${quote(name)}]`, expected });
  const field = name.toLowerCase();
  // Some servers read `_` as `-`.
  if (!NEVER.some((kind) => kind.test(field.replaceAll('_', '-'))) && proxyFields([field]).length === 0) return field;
  throw new HalyardError('E_OPTION', {
    found: `headers: [${quote(name)}]`,
    expected: 'a field that any client may set; this one is for the connection, a browser or a proxy to set',
    todo: 'Leave it out: every request over a socket has it as the handshake had it, which has passed your proxy.',
  });
}

/** The header fields of the handshake that apply to every message of its socket. */
export function fieldsOfHandshake(handshake: IncomingHttpHeaders): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [name, value] of Object.entries(handshake)) {
    if (value === undefined || OF_THE_HANDSHAKE.test(name) || name.startsWith(':')) continue;
    fields[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return fields;
}

/** The rules for header fields in messages. */
export interface HeaderRules {
  /** Names that the app has added. */
  readonly named: ReadonlySet<string>;
  /** Called with a name that was dropped. */
  dropped(name: string): void;
}

/**
 * The fields that a message sets. A proxy that signs users in may send `Authorization` to the app by itself, so a message sets it only where
 * the handshake had none, or where the app has named it.
 *
 * @throws BadEnvelope
 */
export function fieldsOfMessage(headers: unknown, handshake: IncomingHttpHeaders, { named, dropped }: HeaderRules): Record<string, string> {
  if (headers === undefined || headers === null) return {};
  if (typeof headers !== 'object' || Array.isArray(headers)) throw new BadEnvelope('Expected headers, as an object of texts.');
  const fields: Record<string, string> = {};
  const entries = Object.entries(headers);
  if (entries.length > MAX_FIELDS) throw new BadEnvelope('There are too many headers.');
  for (const [field, value] of entries) {
    const name = field.toLowerCase();
    const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
    if (!isField(name, text)) throw new BadEnvelope('A header has a name or a value that cannot be sent.');
    const isAllowed = ALLOWED.has(name) && (name !== 'authorization' || handshake.authorization === undefined);
    if (isAllowed || named.has(name)) fields[name] = text;
    else dropped(name);
  }
  return fields;
}
