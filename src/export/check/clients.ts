import { type Negotiable, negotiator } from '../../core/negotiation/negotiate.ts';
import type { IncomingRequest } from '../../core/ports/request.ts';

/** A client that the check asks as: what it sends, and the media type that the app itself sends to it. */
export interface CheckClient {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The media types that are right for it, the best first. */
  readonly types: readonly string[];
}

/** The formats of every app, in the order that decides for a client without a preference. */
const FORMATS: readonly Negotiable[] = [
  { name: 'problem', mediaType: 'application/problem+json' },
  { name: 'json', mediaType: 'application/json' },
  { name: 'html', mediaType: 'text/html', alsoFor: (type) => type === 'application/xhtml+xml' },
  { name: 'text', mediaType: 'text/plain' },
  { name: 'markdown', mediaType: 'text/markdown' },
];

const negotiate = negotiator(FORMATS);
const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8';

/** The clients that the check asks as. The first two stand for all where few requests are enough. */
export const CHECK_CLIENTS: readonly CheckClient[] = [
  client('browser', BROWSER, { 'Sec-Fetch-Dest': 'document', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Site': 'none' }),
  client('json', 'application/json'),
  client('problem', 'application/problem+json'),
  client('markdown', 'text/markdown'),
  client('text', 'text/plain'),
  client('any', '*/*'),
  client('no Accept', undefined),
  client('prefers', 'text/html;q=0.3, Application/JSON;q=0.9, text/plain;q=0.5'),
  client('refuses', 'text/html;q=0, application/json;q=0, application/problem+json;q=0, */*;q=0.1'),
];

/** The client with this name. */
export function checkClient(name: string): CheckClient {
  return CHECK_CLIENTS.find((one) => one.name === name) as CheckClient;
}

/** A client, with the types that Halyard's own negotiation gives it. */
function client(name: string, accept: string | undefined, others: Readonly<Record<string, string>> = {}): CheckClient {
  const headers: Readonly<Record<string, string>> = accept === undefined ? others : { Accept: accept, ...others };
  const fields = new Map(Object.entries(headers).map(([field, value]) => [field.toLowerCase(), value]));
  const best = negotiate({ header: (field: string) => fields.get(field) } as IncomingRequest, undefined)[0]?.mediaType as string;
  // A problem document is the JSON of an error. A client that accepts JSON of either name can read it, unless it names only problem+json.
  const types = best === 'application/json' || (best.endsWith('json') && name !== 'problem') ? ['application/problem+json', 'application/json'] : [best];
  return { name, headers, types };
}
