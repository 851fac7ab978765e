import type { ClientKind } from '../model/exercise.ts';
import { refusal, TWO } from './expected.ts';
import type { Fault, FaultDraft, Piece } from './fault.ts';

/** More than the limit of any parser that an app leaves as it is: Fastify 1 MiB, hapi 1 MiB, Express 100 kB. */
const OVERSIZE = 12_000_000;
const PIECE = 64_000;

function* oversize(): Iterable<Piece> {
  yield '{"boat":"';
  const piece = Buffer.alloc(PIECE, 'a');
  for (let sent = 0; sent < OVERSIZE; sent += PIECE) yield piece;
  yield '"}';
}

type Rest = Omit<FaultDraft, 'situation' | 'client' | 'method' | 'expected'>;

/** A body that the app's parsers read. Its path has no route, so a parser refuses it, or the answer is a 404. */
function body(name: string, statuses: readonly number[], requests: readonly Rest[], clients: readonly ClientKind[] = TWO): Fault {
  return {
    name,
    drafts: requests.flatMap((rest) =>
      clients.map((client) => ({ situation: name, client, method: 'POST', ...rest, expected: refusal(client, 'badRequest', [...statuses, 404]) })),
    ),
  };
}

const JSON_TYPE = { 'content-type': 'application/json' };

/** Requests whose body is wrong. They go to a path without a route: the parsers of the app read them, and no handler gets them. */
export const BODY_FAULTS: readonly Fault[] = [
  body(
    'malformed body',
    [400, 415, 422],
    [
      { headers: JSON_TYPE, body: '{"boat": "zq' },
      { headers: JSON_TYPE, body: 'not json' },
      { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'boat=%E0%A4%A&=&[a][b]=%' },
      { headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: '--x\r\nContent-Disposition: form-data\r\n' },
      { headers: { 'content-type': 'multipart/form-data' }, body: 'no boundary' },
    ],
  ),
  body('oversize body', [413, 400], [{ headers: JSON_TYPE, pieces: oversize }]),
  body(
    'wrong content type',
    [400, 415],
    [
      { headers: { 'content-type': 'application/x-halyard-drill' }, body: 'boat' },
      { headers: { 'content-type': 'nonsense' }, body: 'boat' },
      { headers: { 'content-type': 'application/json; charset=klingon' }, body: '{"boat":1}' },
      { headers: { ...JSON_TYPE, 'content-encoding': 'gzip' }, body: '{"boat":1}' },
      { headers: { ...JSON_TYPE, 'content-encoding': 'klingon' }, body: '{"boat":1}' },
    ],
  ),
  {
    name: 'truncated body',
    drafts: [
      {
        situation: 'truncated body',
        client: 'browser',
        method: 'POST',
        headers: { ...JSON_TYPE, 'transfer-encoding': 'chunked' },
        pieces: () => ['{"boat":', 'abort'],
        leavesEarly: true,
        expected: { response: 'badRequest', statuses: [], types: [], isCut: true, isBroken: true },
      },
    ],
  },
];
