import { exerciseOf } from '../exercises/exercises.ts';
import type { Draft, Plan } from '../exercises/plan.ts';
import type { ResponseFacts } from '../model/drill-report.ts';
import type { SocketFacts } from '../model/engine-facts.ts';
import type { Call, Exercise, ThrownKind } from '../model/exercise.ts';

const THROWN: readonly ThrownKind[] = ['error', 'string', 'null', 'object', 'frozen'];

/** An exercise of a socket, with the situation of the app whose header fields its socket has. */
export interface SocketExercise {
  readonly exercise: Exercise;
  readonly own: string | undefined;
}

/** The failing responses of a server of sockets, as its clients can get them. `firstId`: the first id that no exercise has. */
export function socketExercises(socket: SocketFacts, plan: Plan, firstId: number): readonly SocketExercise[] {
  const { only, own: situations = [] } = plan;
  const failing = socket.responses.filter(({ name, status, isOpaque }) => (status >= 400 || isOpaque) && (only === undefined || only.includes(name)));
  const drafts = failing.flatMap((response) => [
    ...draftsOf(response, socket).map((draft) => ({ draft, own: undefined })),
    ...situations.flatMap(({ name, headers, args }) => {
      const call = { values: args?.[response.name] };
      const closes: Draft[] = socket.kind === 'ws' ? [draftOf(response, `${name}, closes`, { ...call, closes: true })] : [];
      return [draftOf(response, name, call), ...closes].map((draft) => ({ own: name, draft: { ...draft, headers } }));
    }),
  ]);
  return drafts.map(({ draft, own }, index) => ({ own, exercise: numbered(draft, firstId + index, { socket, plan }) }));
}

function numbered(draft: Draft, id: number, { socket, plan }: { readonly socket: SocketFacts; readonly plan: Plan }): Exercise {
  // A message of Sails is a request for a path, as one over HTTP.
  if (socket.kind === 'Sails') return exerciseOf(draft, id, plan);
  const isEvent = socket.kind === 'Socket.IO';
  const exercise = exerciseOf({ ...draft, path: isEvent ? `/halyard-drill/${id}` : socket.path }, id, { ...plan, reachesEnd: true });
  if (isEvent) return { ...exercise, method: 'MESSAGE' };
  return { ...exercise, headers: { ...exercise.headers, 'halyard-drill': `${plan.token}.${id}.${socket.index}` } };
}

function draftsOf(response: ResponseFacts, { kind }: SocketFacts): readonly Draft[] {
  const calls: [situation: string, call: Partial<Call>][] = [['bare', {}]];
  // The arguments of a response that only the app has are not known.
  if (response.kind !== 'own') calls.push(['message', { args: 'message' }], ['error', { args: 'error' }], ['data', { args: 'data' }]);
  if (response.name === 'badRequest' || response.name === 'unprocessableContent') calls.push(['issues', { args: 'issues' }]);
  if (response.name === 'serverError') for (const one of THROWN) calls.push(['thrown', { throw: one }]);
  if (kind === 'ws') calls.push(...calls.filter(([, { throw: thrown }]) => thrown === undefined || thrown === 'error').map(closing));
  return calls.map(([situation, call]) => draftOf(response, situation, call));
}

function closing([situation, call]: [string, Partial<Call>]): [string, Partial<Call>] {
  return [`${situation}, closes`, { ...call, closes: true }];
}

function draftOf({ name, status, isOpaque }: ResponseFacts, situation: string, call: Partial<Call>): Draft {
  return {
    situation,
    client: 'socket',
    call: { response: name, args: 'none', ...call },
    expected: { response: name, statuses: isOpaque ? [] : [status], types: [], ...(status >= 500 && !isOpaque && { logged: 1 as const }) },
  };
}
