import { fieldsOf, MAX_BODY, type Played, typeOf } from '../model/answer.ts';
import { type Check, type Fault, fault, isComplete, isHalyards, shortened } from './check.ts';
import { placeOf } from './place-of.ts';
import { faultOfProblem } from './problem-body.ts';

/** Whether the body is what the head says: present or absent, of that length, in UTF-8, and of that media type. */
export const checkBody: Check = (played, about) => {
  if (!isComplete(played)) return [];
  const wrong = played.exercise.client === 'socket' && typeOf(played.answer) === undefined ? faultOfMessage(played) : faultOf(played);
  return wrong === undefined ? [] : [fault(played, { code: 'body', ...wrong, place: placeOf(played, about) })];
};

type Wrong = Pick<Fault, 'message' | 'todo' | 'excerpt'>;

function faultOf(played: Played): Wrong | undefined {
  const { exercise, answer } = played;
  const isBodiless = exercise.method === 'HEAD' || answer.status === 204 || answer.status === 304;
  if (isBodiless) return bodyOfBodiless(played);
  const encoded = fieldsOf(answer, 'content-encoding').some((coding) => coding !== 'identity');
  return (encoded ? undefined : (lengthOf(played) ?? encodingOf(played))) ?? (answer.bytes === 0 ? emptiness(played) : contentOf(played));
}

/** An ack is JSON in its first line, and events may follow it. The reason of a close frame is a text. */
function faultOfMessage(played: Played): Wrong | undefined {
  const { answer } = played;
  if (answer.bytes === 0) return emptiness(played);
  if (answer.status < 400 || !isHalyards(played) || fieldsOf(answer, 'close-code').length > 0) return undefined;
  const value: unknown = JSON.parse(answer.body.split('\n', 1)[0] as string);
  return isPreset(value) ? undefined : faultOfProblem(value, played);
}

function bodyOfBodiless({ exercise, answer }: Played): Wrong | undefined {
  const what = exercise.method === 'HEAD' ? 'The answer to HEAD' : `The answer ${answer.status}`;
  if (answer.bytes > 0) return { message: `${what} has a body.`, todo: 'Send no body.', excerpt: shortened(answer.body, 100) };
  const length = fieldsOf(answer, 'content-length')[0];
  if (answer.status === 204 && length !== undefined && length !== '0')
    return { message: 'The answer 204 has a `Content-Length`, so some clients wait for a body.', todo: 'Remove the header field (RFC 9110 §8.6).' };
  return undefined;
}

function lengthOf({ answer }: Played): Wrong | undefined {
  const [length, second] = fieldsOf(answer, 'content-length');
  if (length === undefined) return undefined;
  if (second === undefined && Number(length) === answer.bytes) return undefined;
  return {
    message: 'The `Content-Length` is not the length of the body.',
    todo: 'Count bytes, not characters, or leave the header field out. Middleware that changes a body must remove it.',
    excerpt: `content-length: ${[length, second].filter(Boolean).join(', ')}; the body has ${answer.bytes} bytes`,
  };
}

function encodingOf({ answer }: Played): Wrong | undefined {
  // A byte that is not UTF-8 is read as U+FFFD, which has three bytes itself.
  const at = answer.body.indexOf('\uFFFD');
  if (at === -1 || answer.body.length >= MAX_BODY || Buffer.byteLength(answer.body) === answer.bytes) return undefined;
  return {
    message: 'The body is not valid UTF-8.',
    todo: 'Write the body as UTF-8. A view or a file in another encoding must be converted.',
    excerpt: answer.body.slice(Math.max(0, at - 60), at + 60),
  };
}

function emptiness(played: Played): Wrong | undefined {
  const { answer } = played;
  if (answer.status < 400 || played.exercise.expected.response === undefined) return undefined;
  return { message: 'A failure is answered with an empty body.', todo: 'Send at least the title of the failure, in the format of the client.' };
}

function contentOf(played: Played): Wrong | undefined {
  const { answer } = played;
  const type = typeOf(answer);
  if (type === undefined || answer.body.length >= MAX_BODY) return undefined;
  if (type === 'application/json' || type.endsWith('+json')) return jsonOf(played, type);
  if (type === 'text/event-stream') return eventOf(played);
  if ((type === 'text/plain' || type === 'text/markdown') && /^\s{0,100}<(?:!doctype\s|html[\s>]|head[\s>]|body[\s>])/i.test(answer.body)) {
    return { message: `The body is HTML, but its type is ${type}.`, todo: 'Send text in this format.', excerpt: shortened(answer.body, 100) };
  }
  return undefined;
}

/** A failure is one event with a problem document, and an event ends with an empty line (HTML, §9.2.6). */
function eventOf({ answer }: Played): Wrong | undefined {
  const data = answer.body.split('\n').filter((line) => line.startsWith('data:'));
  const isWhole = /(?:\n\n|\r\n\r\n)$/.test(answer.body);
  if (isWhole && data.length > 0) return undefined;
  return {
    message: 'An event stream has no complete event.',
    todo: 'Write `data:` lines, and an empty line after them.',
    excerpt: shortened(answer.body, 200),
  };
}

function jsonOf(played: Played, type: string): Wrong | undefined {
  const { answer } = played;
  try {
    const value: unknown = JSON.parse(answer.body);
    const isProblem = type === 'application/problem+json' || (type === 'application/json' && answer.status >= 400 && isHalyards(played) && !isPreset(value));
    return isProblem ? faultOfProblem(value, played) : undefined;
  } catch {
    return { message: `The body is not JSON, but its type is ${type}.`, todo: 'Write it with `JSON.stringify`.', excerpt: shortened(answer.body, 200) };
  }
}

/** The presets of Sails answer programs with data or a text, and some of the app's formats have shapes of their own. */
function isPreset(value: unknown): boolean {
  return typeof value !== 'object' || value === null || !('title' in value);
}
