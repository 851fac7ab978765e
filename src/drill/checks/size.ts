import { typeOf } from '../model/answer.ts';
import { type Check, fault } from './check.ts';
import { placeOf } from './place-of.ts';

/** A connection sends about 14, 28 and 56 kB in its first three round trips. A page below this bound is there after three of them, with its head. */
const LARGE = 64 * 1024;
/** A page of this size is a mistake: an embedded picture, or data that the page does not need. */
const FAR_TOO_LARGE = 512 * 1024;

/** Whether the body is small. An error page is sent while the server has trouble, and to every robot that tries addresses. */
export const checkSize: Check = (played, about) => {
  const { answer, exercise } = played;
  // The answer of a success is the app's own.
  if (answer.status < 400 || exercise.expected.response === undefined || answer.bytes <= LARGE) return [];
  const isFar = answer.bytes > FAR_TOO_LARGE;
  const what = typeOf(answer) === 'text/html' ? 'page' : 'body';
  return [
    fault(played, {
      code: 'too-large',
      severity: isFar ? 'error' : 'warning',
      message: `The ${what} of a failure has more than ${isFar ? '512' : '64'} kB.`,
      todo: 'Load styles and pictures as files that a browser keeps, and leave data out.',
      place: placeOf(played, about),
      excerpt: `${Math.round(answer.bytes / 1024)} kB`,
    }),
  ];
};
