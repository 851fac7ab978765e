import type { CanaryPlace } from '../model/canary.ts';
import type { Exercise } from '../model/exercise.ts';
import { clientNamed, furtherClients } from './clients.ts';
import type { Draft, Plan } from './plan.ts';
import { situationsOf } from './situations.ts';

/** Every exercise of an app: each response in each situation for each client. */
export function exercisesOf(plan: Plan): readonly Exercise[] {
  const { app, only } = plan;
  const responses = app.responses.filter(({ name }) => only === undefined || only.includes(name));
  const drafts = responses.flatMap((response) => situationsOf(response, plan));
  return drafts.map((draft, index) => exerciseOf(draft, FIRST_ID + index, plan));
}

/** Ids below are those of the requests that find out about the app. */
export const FIRST_ID = 10;

/** The path of an exercise. No app has a route for it. */
function pathOf(id: number): string {
  return `/halyard-drill/at-no-route/${id}`;
}

/** A complete exercise: with its canaries in the request, and the secret by which the door knows it. */
export function exerciseOf(
  draft: Draft,
  id: number,
  { canaries, token, reachesEnd, sent }: Pick<Plan, 'canaries' | 'token' | 'reachesEnd' | 'sent'>,
): Exercise {
  const of = (place: CanaryPlace): string => canaries.find((canary) => canary.place === place)?.value ?? '';
  const { situation, client, method = 'GET', call, expected, language, body } = draft;
  return {
    id,
    situation,
    client,
    language,
    method,
    // The log masks the value of a member that is called `token`, but no other part of the query may be in it either.
    path: `${draft.path ?? pathOf(id)}?token=${of('query')}&page=${of('query')}`,
    headers: {
      ...clientNamed(client, sent && furtherClients(sent)).headers,
      authorization: `Bearer ${of('authorization')}`,
      ...(language !== undefined && { 'accept-language': language }),
      ...draft.headers,
      cookie: [`drill_session=${of('cookie')}`, draft.headers?.['cookie']].filter(Boolean).join('; '),
      'halyard-drill': `${token}.${id}`,
    },
    body,
    call: call && { ...call, at: reachesEnd ? (call.at ?? 'end') : 'start' },
    // The option `format` sends one type to every client.
    expected: sent?.forced === undefined || expected.types.length === 0 ? expected : { ...expected, types: [...expected.types, sent.forced] },
  };
}
