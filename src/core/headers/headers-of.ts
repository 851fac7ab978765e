import type { PublicOutcome } from '../disclosure/disclose.ts';
import type { Rendered } from '../formats/format.ts';
import type { IncomingRequest } from '../ports/request.ts';
import { isSendable } from '../values/field.ts';
import { ownMember } from '../values/own-member.ts';
import { exposeHeaders } from './expose-headers.ts';
import { FRAMING, STALE_FIELDS } from './stale-fields.ts';
import { appendVary } from './vary.ts';

/** All request header fields that decide the format. Every variant names the same fields in `Vary`, so that a cache keeps the variants separate. */
const NEGOTIATED_BY = 'Accept, Sec-Fetch-Dest, X-Requested-With';
/** The policy of a body that is not a page. If a browser opens it as a page, nothing in it runs (RFC 9205 §4.11). */
const INERT = "default-src 'none'; frame-ancestors 'none'";
const REFERENCE_FIELD = 'error-reference';

type Fields = Record<string, string>;
type SentFields = Readonly<Record<string, string | readonly string[]>>;

/**
 * The header fields of an answer (`headers`), and the names of fields on the reply that must not be sent with it (`removedHeaders`). `refused` is called with the
 * name of each header field that cannot be sent.
 */
export function headersOf(
  outcome: PublicOutcome,
  rendered: Rendered,
  request: IncomingRequest,
  refused: (name: string) => void,
): {
  readonly headers: SentFields;
  readonly removedHeaders: readonly string[];
} {
  const success = outcome.status < 400;
  const headers: Fields = success ? successFields(rendered, request) : errorFields(outcome, rendered, request);
  const own = outcome.headers;
  if (own !== undefined) {
    for (const [name, value] of Object.entries(own)) {
      if (isSendable(name, value)) headers[name] = name === 'vary' ? appendVary(headers['vary'], value) : value;
      else refused(name);
    }
  }
  const more = ownMember(rendered, 'headers');
  return { headers: more === undefined ? headers : withMore(headers, more), removedHeaders: success ? FRAMING : STALE_FIELDS };
}

/** Adds the header fields of the format. Its `Vary` is added to the existing one, because a cache needs all names. */
function withMore(headers: Fields, more: SentFields): SentFields {
  const { vary, ...others } = more;
  return { ...headers, ...others, ...(typeof vary === 'string' ? { vary: appendVary(headers['vary'], vary) } : undefined) };
}

function errorFields(outcome: PublicOutcome, rendered: Rendered, request: IncomingRequest): Fields {
  const headers: Fields = {
    'content-type': rendered.contentType,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    vary: appendVary(request.replyHeader('vary'), NEGOTIATED_BY),
  };
  if (outcome.reference !== undefined) headers[REFERENCE_FIELD] = outcome.reference;
  const policy = ownMember(rendered, 'policy') ?? (ownMember(rendered, 'active') ? undefined : INERT);
  if (policy !== undefined && request.replyHeader('content-security-policy') === undefined) headers['content-security-policy'] = policy;
  if (request.replyHeader('access-control-allow-origin') !== undefined) {
    const waits = (ownMember(outcome.headers, 'retry-after') ?? request.replyHeader('retry-after')) !== undefined;
    const names = ['Error-Reference', ...(waits ? ['Retry-After'] : [])];
    headers['access-control-expose-headers'] = exposeHeaders(request.replyHeader('access-control-expose-headers'), names);
  }
  return headers;
}

function successFields(rendered: Rendered, request: IncomingRequest): Fields {
  const chosen = request.replyHeader('content-type');
  const headers: Fields = {
    vary: appendVary(request.replyHeader('vary'), NEGOTIATED_BY),
    'x-content-type-options': 'nosniff',
  };
  // A handler may choose its own JSON type, such as application/vnd.api+json.
  if (rendered.contentType !== '' && (chosen === undefined || !isJsonType(chosen) || !isJsonType(rendered.contentType)))
    headers['content-type'] = rendered.contentType;
  return headers;
}

function isJsonType(type: string): boolean {
  return /^[\w.+-]+\/(?:[\w.-]+\+)?json\b/i.test(type);
}
