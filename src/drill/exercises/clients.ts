import type { FormatFacts } from '../model/engine-facts.ts';
import type { ClientKind } from '../model/exercise.ts';

/** What a kind of client sends, and the media types that it may get for a failure. */
export interface Client {
  readonly kind: ClientKind;
  readonly headers: Readonly<Record<string, string>>;
  readonly types: readonly string[];
}

const PAGE = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', 'sec-fetch-site': 'none' };
const PART = { 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty', 'sec-fetch-site': 'same-origin' };
const JSON_TYPES = ['application/problem+json', 'application/json'];

/** The clients of every app. */
export const CLIENTS: readonly Client[] = [
  { kind: 'browser', headers: { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', ...PAGE }, types: ['text/html'] },
  { kind: 'problem', headers: { accept: 'application/problem+json' }, types: ['application/problem+json'] },
  { kind: 'json', headers: { accept: 'application/json' }, types: JSON_TYPES },
  { kind: 'markdown', headers: { accept: 'text/markdown' }, types: ['text/markdown'] },
  { kind: 'text', headers: { accept: 'text/plain' }, types: ['text/plain'] },
  { kind: 'any', headers: { accept: '*/*' }, types: [] },
  { kind: 'htmx', headers: { accept: '*/*', 'hx-request': 'true', ...PART }, types: ['text/html'] },
  {
    kind: 'turbo',
    headers: { accept: 'text/vnd.turbo-stream.html, text/html, application/xhtml+xml', ...PART },
    types: ['text/vnd.turbo-stream.html', 'text/html'],
  },
];

/** The script of an Inertia app. */
const INERTIA: Client = {
  kind: 'inertia',
  headers: { accept: 'text/html, application/xhtml+xml', 'x-inertia': 'true', 'x-requested-with': 'XMLHttpRequest', ...PART },
  types: ['application/json'],
};

const EVENT_STREAM = 'text/event-stream';

/** An `EventSource`. */
const EVENTS: Client = { kind: 'events', headers: { accept: EVENT_STREAM, ...PART }, types: [] };

/** The media types of the clients of every app. */
const BUILT_IN_TYPES: readonly string[] = [...new Set(CLIENTS.flatMap(({ types }) => types))];

/** The clients that only this app has: Inertia, an `EventSource`, and one for each format of the app that replaces no built-in one. */
export function furtherClients({ own, hasEvents, hasInertia }: FormatFacts): readonly Client[] {
  const formats = own.filter(({ mediaType }) => !BUILT_IN_TYPES.includes(mediaType));
  return [
    ...(hasInertia ? [INERTIA] : []),
    ...(hasEvents && formats.every(({ mediaType }) => mediaType !== EVENT_STREAM) ? [EVENTS] : []),
    ...formats.map(clientOfFormat),
  ];
}

/** A client that accepts one media type. A format may leave an outcome to the built-in ones. */
function clientOfFormat({ name, mediaType }: FormatFacts['own'][number]): Client {
  const isTaken = [...CLIENTS, INERTIA, EVENTS, SOCKET].some(({ kind }) => kind === name);
  return { kind: isTaken ? mediaType : name, headers: { accept: mediaType }, types: [mediaType, ...BUILT_IN_TYPES] };
}

/** Whether an `EventSource` gets this failure as an event of a stream, with the status 200. */
export function isEvent({ kind }: Client, status: number): boolean {
  return kind === EVENTS.kind && (status === 429 || status >= 500);
}

/** A client of a socket gets values, whatever its handshake accepts. */
const SOCKET: Client = { kind: 'socket', headers: { accept: '*/*' }, types: [] };

/** The client of this kind. `further`: those that only this app has. */
export function clientNamed(kind: ClientKind, further: readonly Client[] = []): Client {
  return [...CLIENTS, SOCKET, ...further].find((client) => client.kind === kind) as Client;
}
