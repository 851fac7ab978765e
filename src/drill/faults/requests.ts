import { CLIENTS } from '../exercises/clients.ts';
import type { ClientKind } from '../model/exercise.ts';
import { byNode, refusal, TWO } from './expected.ts';
import type { Fault, FaultDraft } from './fault.ts';
import { headOf } from './head-of.ts';

const ALL: readonly ClientKind[] = CLIENTS.map(({ kind }) => kind);

function drafts(situation: string, clients: readonly ClientKind[], more: (client: ClientKind) => Omit<FaultDraft, 'situation' | 'client'>): FaultDraft[] {
  return clients.map((client) => ({ situation, client, ...more(client) }));
}

const noRoute = (client: ClientKind) => refusal(client, 'notFound', [404]);

/** Requests for a path that no route has, by every method, and requests whose head is wrong. */
export const REQUEST_FAULTS: readonly Fault[] = [
  {
    name: 'no route',
    drafts: [
      ...drafts('no route', ALL, (client) => ({ expected: noRoute(client) })),
      ...drafts('no route', TWO, (client) => ({ method: 'HEAD', expected: noRoute(client) })),
      ...['POST', 'PUT', 'DELETE', 'PATCH'].flatMap((method) => drafts('no route', TWO, (client) => ({ method, expected: noRoute(client) }))),
    ],
  },
  {
    name: 'unknown method',
    drafts: [
      ...drafts('unknown method', TWO, (client) => ({ method: 'PROPFIND', expected: refusal(client, 'notFound', [400, 404, 405, 501]) })),
      { situation: 'unknown method', client: 'any', method: 'BREW', isRefusedByNode: true, expected: byNode(400, 405, 501) },
    ],
  },
  {
    name: 'bad percent-encoding',
    drafts: ['/halyard-drill/at-no-route/%E0%A4%A', '/halyard-drill/%', '/halyard-drill/%00', '/halyard-drill/..%2f..%2fetc'].flatMap((path) =>
      drafts('bad percent-encoding', TWO, (client) => ({ path, expected: refusal(client, 'notFound', [400, 404]) })),
    ),
  },
  {
    name: 'two Hosts',
    drafts: drafts('two Hosts', TWO, (client) => ({
      bytes: (exercise) => [headOf(exercise, { fields: ['Host: localhost', 'Host: evil.example'] })],
      expected: refusal(client, 'notFound', [400, 404]),
    })),
  },
  {
    name: 'no Host',
    drafts: [
      {
        situation: 'no Host',
        client: 'any',
        isRefusedByNode: true,
        bytes: (exercise) => [headOf(exercise, { fields: [] })],
        expected: byNode(400),
      },
    ],
  },
  {
    name: '431',
    drafts: [
      {
        situation: '431',
        client: 'any',
        isRefusedByNode: true,
        // Node's limit is 16 KiB. An app may raise it, but not to 1 MB.
        bytes: (exercise) => [headOf(exercise, { fields: ['Host: localhost', `X-Long: ${'a'.repeat(1_000_000)}`] })],
        expected: byNode(431),
      },
    ],
  },
  {
    name: 'malformed HTTP',
    drafts: ['GET /halyard-drill HTTP/7.7\r\n\r\n', 'nonsense\r\n\r\n', 'GET /halyard-drill HTTP/1.1\r\nHost: localhost\r\nno colon\r\n\r\n'].map((text) => ({
      situation: 'malformed HTTP',
      client: 'any' as const,
      isRefusedByNode: true,
      bytes: () => [text],
      expected: byNode(400, 505),
    })),
  },
  {
    name: 'abort',
    drafts: [
      {
        situation: 'abort',
        client: 'browser',
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': '4096' },
        pieces: () => ['{"boat": "', 'abort'],
        leavesEarly: true,
        expected: { response: 'notFound', statuses: [], types: [], isCut: true, isBroken: true },
      },
      {
        situation: 'abort',
        client: 'browser',
        leavesEarly: true,
        call: { response: 'serverError', args: 'error', at: 'start' },
        expected: { response: 'serverError', statuses: [], types: [], isCut: true, isBroken: true },
      },
    ],
  },
];
