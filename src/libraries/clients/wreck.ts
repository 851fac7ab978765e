import { isArray, isError, readOwn } from '../../core/values/guarded-read.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { mapStatus } from '../map-status.ts';

/**
 * Maps an error of `@hapi/wreck`, hapi's HTTP client, to status 500. Wreck makes a Boom whose status comes from the upstream (404), or is about the upstream
 * (504), and whose text looks like one for the client. If the app has changed the status with `boomify()`, that status is used, without the text.
 */
export function wreck(value: unknown): LibraryMapping | undefined {
  if (!isError(value) || readOwn(value, 'isBoom') !== true) return undefined;
  const given = statusByWreck(value);
  if (given === undefined) return undefined;
  const output = readOwn(value, 'output');
  const status = readOwn(output, 'statusCode');
  return status === given ? { status: 500, upstream: status === 504 || status === 408 ? 504 : 502 } : mapStatus(status, undefined, readOwn(output, 'headers'));
}

/** The status that Wreck itself gives to such an error. `undefined`: it is not an error of Wreck. */
function statusByWreck(error: Error): unknown {
  const data = readOwn(error, 'data');
  if (readOwn(data, 'isResponseError') === true) return readOwn(readOwn(data, 'res'), 'statusCode');
  const message = readOwn(error, 'message');
  if (typeof message !== 'string') return undefined;
  return FAILURES.find(([text, , isMarked]) => message.includes(text) && isMarked(error, data))?.[1];
}

type Failure = readonly [text: string, status: number, isMarked: (error: Error, data: unknown) => boolean];

const always = (): boolean => true;
/** `Wreck.get()` and its kind add the response. hapi reads the bodies of requests with Wreck, too: the same errors without a response are the client's. */
const hasResponse = (_: Error, data: unknown): boolean => typeof readOwn(readOwn(data, 'res'), 'statusCode') === 'number';
const hasTrace = (error: Error): boolean => isArray(readOwn(error, 'trace'));
const isTrace = (_: Error, data: unknown): boolean => isArray(data);
const hasPayload = (_: Error, data: unknown): boolean => ArrayBuffer.isView(readOwn(data, 'payload'));

/** Every other failure of Wreck: its text, its status, and what else marks it. `boomify()` puts a text of the app before that of Wreck. */
const FAILURES: readonly Failure[] = [
  ['Client request timeout', 504, always],
  ['Client request error', 502, hasTrace],
  ['Invalid redirect', 502, hasTrace],
  ['Maximum redirections reached', 502, isTrace],
  ['Received redirection without location', 502, isTrace],
  ['The content-type is not JSON compatible', 406, always],
  ['Request Time-out', 408, hasResponse],
  ['Payload content length greater than maximum allowed', 413, hasResponse],
  // The text is that of V8's parser for JSON, or of Bourne.
  ['JSON', 502, hasPayload],
  ['Object contains forbidden prototype property', 502, hasPayload],
];
