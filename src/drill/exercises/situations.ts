import type { ResponseFacts } from '../model/drill-report.ts';
import type { Call, ClientKind } from '../model/exercise.ts';
import { CLIENTS, type Client, clientNamed, furtherClients, isEvent } from './clients.ts';
import type { Draft, Plan } from './plan.ts';

const PAGE_AND_PROBLEM: readonly ClientKind[] = ['browser', 'problem'];
/** The responses to which issues belong. */
const WITH_ISSUES: ReadonlySet<string> = new Set(['badRequest', 'unprocessableContent']);

/** The situations of one response. */
export function situationsOf(response: ResponseFacts, plan: Plan): readonly Draft[] {
  if (response.status < 400 && !response.isOpaque) return successes(response);
  const further = plan.sent === undefined ? [] : furtherClients(plan.sent);
  // Each client in full, for the situations that decide what it sees.
  const all = [...CLIENTS, ...further].map(({ kind }) => kind);
  const draft = (situation: string, clients: readonly ClientKind[], call: Partial<Call>, more: Partial<Draft> = {}): readonly Draft[] =>
    clients.map((kind) => draftOf(response, { situation, client: clientNamed(kind, further), call, more }));
  // The arguments of a response that only the app has are not known.
  const hasOwnArguments = response.kind === 'own';
  return [
    ...draft('bare', all, {}),
    ...(hasOwnArguments ? [] : draft('message', all, { args: 'message' })),
    ...(hasOwnArguments ? [] : draft('error', all, { args: 'error' })),
    ...(hasOwnArguments ? [] : draft('data', PAGE_AND_PROBLEM, { args: 'data' })),
    ...(WITH_ISSUES.has(response.name) ? draft('issues', all, { args: 'issues' }) : []),
    ...draft('before middleware', PAGE_AND_PROBLEM, { at: 'start' }),
    ...(hasOwnArguments ? [] : draft('before middleware', PAGE_AND_PROBLEM, { at: 'start', args: 'error' })),
    ...draft('HEAD', PAGE_AND_PROBLEM, {}, { method: 'HEAD' }),
    ...(plan.own ?? []).flatMap(({ name, headers, args }) => [
      ...draft(name, ['browser', 'problem'], { values: args?.[response.name] }, { headers }),
      ...(hasOwnArguments ? [] : draft(name, ['browser', 'problem'], { args: 'error' }, { headers })),
    ]),
    ...plan.app.languages.flatMap((language) => draft('bare', ['browser', 'problem', 'text'], {}, { language })),
    ...(response.name === 'serverError' ? thrown(draft, all) : []),
  ];
}

type Drafts = (situation: string, clients: readonly ClientKind[], call: Partial<Call>, more?: Partial<Draft>) => readonly Draft[];

/** Values that a handler throws. The app's error mapping makes a serverError of each. */
function thrown(draft: Drafts, all: readonly ClientKind[]): readonly Draft[] {
  const kinds = ['error', 'string', 'null', 'object', 'frozen'] as const;
  return kinds.flatMap((kind) => draft('thrown', kind === 'error' ? all : PAGE_AND_PROBLEM, { throw: kind }));
}

function successes(response: ResponseFacts): readonly Draft[] {
  const call = response.name === 'noContent' ? ({} as const) : ({ args: 'data' } as const);
  return (['browser', 'json', 'any'] as const).map((client) => draftOf(response, { situation: 'data', client: clientNamed(client), call, more: {} }));
}

interface Parts {
  readonly situation: string;
  readonly client: Client;
  readonly call: Partial<Call>;
  readonly more: Partial<Draft>;
}

function draftOf(response: ResponseFacts, { situation, client, call, more }: Parts): Draft {
  const { name, status } = response;
  return {
    situation,
    client: client.kind,
    call: { response: name, args: 'none', ...call },
    expected: {
      response: name,
      statuses: statusesOf(response, client),
      // A success has no page, and an own function may answer with any type.
      types: status < 400 || response.kind === 'own' ? [] : typesOf(client, status),
      ...(status >= 500 && !response.isOpaque && { logged: 1 as const }),
    },
    ...more,
  };
}

/** An own response answers an `EventSource` as it likes: with the event, or with its status. */
function statusesOf({ kind, isOpaque, status }: ResponseFacts, client: Client): readonly number[] {
  if (isOpaque) return [];
  if (!isEvent(client, status)) return [status];
  return kind === 'built-in' ? [200] : [200, status];
}

function typesOf(client: Client, status: number): readonly string[] {
  return isEvent(client, status) ? ['text/event-stream'] : client.types;
}
