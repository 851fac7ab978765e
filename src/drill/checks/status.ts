import type { Played } from '../model/answer.ts';
import { type Check, type Fault, fault } from './check.ts';
import { placeOfResponse } from './place-of.ts';

/** Whether there is an answer, it is whole, and it has the status of its response. */
export const checkStatus: Check = (played, about) => {
  const { exercise, answer } = played;
  const { statuses, isCut = false } = exercise.expected;
  const place = placeOfResponse(played, about);
  const name = exercise.expected.response ?? 'the server';
  if (answer.ended === 'timeout' || (answer.status === 0 && !isCut)) {
    return [
      fault(played, {
        code: 'no-answer',
        message: answer.ended === 'timeout' ? `${name} does not end its answer.` : `${name} closes the connection without an answer.`,
        todo: 'Answer in every path of the code: call a response, or pass the error on.',
        place,
      }),
    ];
  }
  const faults: Fault[] = [];
  if (isCut !== (answer.ended === 'cut')) faults.push(fault(played, { ...cut(isCut, name), place }));
  if (answer.status !== 0 && statuses.length > 0 && !statuses.includes(answer.status)) faults.push(wrongStatus(played, name, place));
  return faults;
};

function cut(expected: boolean, name: string) {
  return expected
    ? {
        code: 'cut-answer' as const,
        message: `${name} after the head completes the answer, so the client takes a part for the whole.`,
        todo: 'End the connection when a failure comes after the head. Middleware that holds or replaces `end` must not complete the answer.',
      }
    : {
        code: 'cut-answer' as const,
        message: `The answer of ${name} breaks off.`,
        todo: 'Send as many bytes as `Content-Length` says, and do not destroy the connection.',
      };
}

function wrongStatus(played: Played, name: string, place: Fault['place']): Fault {
  const { exercise, answer } = played;
  const { statuses } = exercise.expected;
  const isSuccess = answer.status < 300 && statuses.every((status) => status >= 400);
  return fault(played, {
    code: 'status',
    message: isSuccess
      ? `${name} is a failure, but answers with the status of a success, ${answer.status}.`
      : `${name} answers ${answer.status}. Expected: ${statuses.join(' or ')}.`,
    todo: played.trace.override
      ? 'Set the status before the own response sends: `res.status(…)`, or return `this.default(…)`.'
      : 'Find the middleware or hook that changes the status of a finished answer.',
    place,
    excerpt: `${exercise.method} ${exercise.path.split('?', 1)[0]} → ${answer.status}`,
  });
}
