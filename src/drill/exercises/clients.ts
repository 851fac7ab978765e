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

/** A client of a socket gets values, whatever its handshake accepts. */
const SOCKET: Client = { kind: 'socket', headers: { accept: '*/*' }, types: [] };

/** The client of a built-in kind. */
export function clientNamed(kind: ClientKind): Client {
  return [...CLIENTS, SOCKET].find((client) => client.kind === kind) as Client;
}
