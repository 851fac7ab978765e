import { clientNamed } from '../exercises/clients.ts';
import type { Call, ClientKind, Expected, ThrownKind } from '../model/exercise.ts';
import { TWO } from './expected.ts';
import type { Fault, FaultApp, FaultDraft } from './fault.ts';

/** Kinds of thrown values that the situations of a response do not play already. */
const THROWN: readonly ThrownKind[] = ['undefined', 'number', 'symbol', 'function', 'proxy', 'promise', 'hostile', 'own json', 'no prototype'];

/** Hosts whose adapter sends head and body of a response together. */
const WITHOUT_EARLY_HEAD: ReadonlySet<string> = new Set(['fetch', 'Hono']);

type Broken = Omit<Call, 'at'>;

function broken(situation: string, client: ClientKind, call: Broken, more: Partial<Expected> & Pick<Expected, 'statuses'>): FaultDraft {
  const expected = { response: call.response, types: clientNamed(client).types, isBroken: true, ...more };
  return { situation, client, call: { ...call, at: 'start' }, expected };
}

const needsView = ({ rendersViews }: FaultApp): string | undefined => (rendersViews ? undefined : 'no view of the app renders an error');

const viewFault = (name: 'throwing view' | 'slow view', clients: readonly ClientKind[]): Fault => ({
  name,
  skips: needsView,
  isAlone: name === 'slow view',
  drafts: clients.flatMap((client) => [
    broken(name, client, { response: 'notFound', args: 'none', broken: name }, { statuses: [404] }),
    broken(name, client, { response: 'serverError', args: 'error', broken: name }, { statuses: [500], logged: 1 }),
  ]),
});

/** Parts of the app that fail while it answers, and values that are hard to read. The process of the app makes them. */
export const PART_FAULTS: readonly Fault[] = [
  viewFault('throwing view', TWO),
  {
    name: 'throwing logger',
    drafts: TWO.map((client) => broken('throwing logger', client, { response: 'serverError', args: 'error', broken: 'throwing logger' }, { statuses: [500] })),
  },
  {
    name: 'store down',
    skips: ({ engine }) => (engine.hasStore ? undefined : 'the app has no store for the flash'),
    drafts: [
      {
        ...broken(
          'store down',
          'browser',
          { response: 'unprocessableContent', args: 'issues', broken: 'store down' },
          // Where the page is not known, or the store fails, the page is at this address. A store in a cookie cannot fail.
          { statuses: [303, 422], types: [] },
        ),
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          referer: 'http://localhost/halyard-drill/form',
          origin: 'http://localhost',
          host: 'localhost',
        },
        body: 'boat=Petrel',
      },
    ],
  },
  {
    name: 'thrown non-Error',
    drafts: THROWN.flatMap((kind) =>
      TWO.map((client) => ({
        ...broken(
          'thrown non-Error',
          client,
          { response: 'serverError', args: 'none', throw: kind },
          // A promise has its own error beside that of `throw`.
          { statuses: [500], logged: 1, isBroken: kind === 'promise' },
        ),
      })),
    ),
  },
  {
    name: 'head sent',
    skips: ({ facts }) => (WITHOUT_EARLY_HEAD.has(facts.host) ? `${facts.host} sends the head of a response together with its body` : undefined),
    drafts: TWO.map((client) =>
      broken('head sent', client, { response: 'serverError', args: 'error', headSent: true }, { statuses: [], types: [], logged: 1, isCut: true }),
    ),
  },
  {
    name: 'response called twice',
    drafts: TWO.map((client) => broken('response called twice', client, { response: 'notFound', args: 'none', isTwice: true }, { statuses: [404] })),
  },
  viewFault('slow view', ['browser']),
];
