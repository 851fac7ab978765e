import { fieldsOf, type Logged, type Played, typeOf } from '../model/answer.ts';
import { redacted } from './canary-finder.ts';
import { type About, type Check, type Fault, fault, isHalyards, shortened } from './check.ts';
import { placeOfResponse } from './place-of.ts';

/** Whether the failure is in the log once, and the reference of the record is the one that the client got. */
export const checkLogged: Check = (played, about) => [...recordsOf(played, about), ...referenceOf(played, about)];

/** Whether this is Halyard's record of a failure. A record of something that failed while the answer was made has no `handled`. */
function isFailure({ record }: Logged): boolean {
  return typeof record['handled'] === 'boolean' && typeof record['response'] === 'string';
}

const isLoud = ({ level }: Logged): boolean => level === 'error' || level === 'warn' || level === 'fatal';

function recordsOf(played: Played, about: About): readonly Fault[] {
  const { exercise, trace } = played;
  const failures = trace.logged.filter(isFailure);
  const place = placeOfResponse(played, about);
  const { logged } = exercise.expected;
  if (logged === 1 && failures.length === 0) {
    return [
      fault(played, { code: 'not-logged', message: 'A failure is not in the log.', todo: 'Check the logger and its level, and the option `levels`.', place }),
    ];
  }
  if (failures.length > 1) {
    const excerpt = failures.map(({ level, message }) => `${level} ${shortened(message, 100)}`).join('\n');
    return [
      fault(played, {
        code: 'logged-twice',
        message: 'A failure is in the log twice.',
        todo: 'Mount Halyard once, and pass each error on once.',
        place,
        excerpt: redacted(excerpt, about.canaries),
      }),
    ];
  }
  const own = logged === undefined || failures.length === 0 ? undefined : trace.logged.find((one) => isCopy(one, about));
  if (own === undefined) return [];
  return [
    fault(played, {
      code: 'logged-twice',
      severity: 'warning',
      message: 'The app writes an error into the log that Halyard has logged already.',
      todo: 'Remove the call of the logger, or add what it says with the option `context`.',
      place,
      excerpt: redacted(`${own.level} ${own.message}`, about.canaries),
    }),
  ];
}

/** Whether the app itself has written a record with the message of the failed error. */
function isCopy(logged: Logged, { canaries }: About): boolean {
  if (!isLoud(logged) || isFailure(logged) || logged.message.startsWith('while answering ') || ('err' in logged.record && 'response' in logged.record))
    return false;
  const value = canaries.find(({ place }) => place === 'message')?.value;
  return value !== undefined && (logged.message.includes(value) || JSON.stringify(logged.record).includes(value));
}

function referenceOf(played: Played, about: About): readonly Fault[] {
  const { exercise, answer, trace } = played;
  if (answer.status < 400 || !isHalyards(played) || exercise.expected.isBroken) return [];
  const place = placeOfResponse(played, about);
  // A close frame has no fields: its reason has the reference.
  const [reference] = fieldsOf(answer, 'close-code').length > 0 ? inReason(answer.body) : fieldsOf(answer, 'error-reference');
  const wrong = (message: string, todo: string, excerpt?: string): readonly Fault[] => [fault(played, { code: 'no-reference', message, todo, place, excerpt })];
  if (reference === undefined) {
    return wrong(
      exercise.client === 'socket' ? 'The client of a socket gets no reference of a failure.' : 'A failure has no reference in its header `Error-Reference`.',
      'Find the middleware that removes it.',
    );
  }
  const record = trace.logged.find(isFailure)?.record;
  if (record !== undefined && record['reference'] !== reference) {
    return wrong(
      'The reference in the log is not the one that the client gets.',
      'Let the option `context` and the logger leave the member `reference` as it is.',
      `client: ${reference}; log: ${JSON.stringify(record['reference'] ?? null)}`,
    );
  }
  return isInBody(played, reference)
    ? []
    : wrong('The body of a failure does not have its reference.', 'Show the local `reference` in the view, or the member `reference` in the body.', reference);
}

/** The reference of a reason such as `404 Not Found 7K3M-Q9TX: There is no such berth`. */
function inReason(reason: string): readonly string[] {
  return /\b[\dA-Z]{4}-[\dA-Z]{4}\b/.exec(reason) ?? [];
}

/** Whether the body has the reference, if it must. A page of the app may leave it out, but only Halyard's own formats are read by programs. */
function isInBody({ answer, exercise }: Played, reference: string): boolean {
  if (answer.bytes === 0 || exercise.method === 'HEAD' || answer.ended !== 'complete') return true;
  const type = typeOf(answer);
  if (type !== 'application/problem+json' && type !== 'text/plain' && type !== 'text/markdown') return true;
  return answer.body.includes(reference);
}
