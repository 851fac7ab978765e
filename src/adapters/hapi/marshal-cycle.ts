import type { Request } from '@hapi/hapi';
import { STATE } from '../../core/pipeline/answered.ts';
import { isError, readProperty } from '../../core/values/guarded-read.ts';
import { boomOf } from './boom-marks.ts';
import { type HapiExchange, knownExchange, node } from './exchange.ts';
import { type HapiResponse, type MarshalStep, marshalRoute } from './internals.ts';
import { asHapiTakesIt } from './thrown.ts';

const guarded = new WeakSet<readonly MarshalStep[]>();

/**
 * Guards the steps in which hapi makes the head and the payload of a response: CORS, cookies, the payload, an authentication scheme's `response()`.
 * hapi runs them again for an error response. If they fail again, hapi sends the error's message, with the fields of a body that it does not send.
 * An error of a class such as TypeError ends the process.
 */
export function guardMarshal(request: Request): void {
  const route = marshalRoute(request);
  const steps = route._marshalCycle;
  if (guarded.has(steps)) return;
  const cycle: readonly MarshalStep[] = [(response) => marshal(response, [...steps, checkEncoding])];
  guarded.add(cycle);
  route._marshalCycle = cycle;
}

async function marshal(response: HapiResponse, steps: readonly MarshalStep[]): Promise<void> {
  const exchange = knownExchange(response.request);
  const isRetry = response._error !== null;
  // Errors of these steps do not replace a failure.
  const stands = isRetry || (response === exchange?.response && exchange[STATE]?.isFailure === true);
  const errors: unknown[] = [];
  for (const step of steps) {
    // The app's `response()` has failed already, so it is not called a second time.
    if (isRetry && response._payload !== null && exchange?.marshalFailure === 'after payload') break;
    try {
      await step(response);
    } catch (error) {
      if (exchange === undefined) throw error;
      const isRepeated = isRetry && exchange.marshalFailure !== undefined;
      exchange.marshalFailure ??= response._payload === null ? 'before payload' : 'after payload';
      if (!stands) throw marshalError(exchange, error);
      if (!isRepeated) errors.push(error);
    }
  }
  if (exchange === undefined) return;
  if (response._payload === null && !isRetry) throw marshalError(exchange, errors.at(-1));
  if (stands) for (const error of errors) logOnce(exchange, error);
  if (response._payload === null) node.abort(exchange.raw);
}

/** The error for hapi, which answers it. A scheme's `response()` may also return a response, and hapi would throw it. */
function marshalError(exchange: HapiExchange, error: unknown): unknown {
  if (isError(error) || typeof error !== 'object' || error === null || !('variety' in error)) return asHapiTakesIt(error);
  exchange.isReplaced = exchange[STATE]?.isFailure === true;
  return boomOf(new Error('response() of an authentication scheme has returned a response. It may return h.continue, or fail.'));
}

/** Logs an error of a failure's response, unless it repeats the failure itself. */
function logOnce(exchange: HapiExchange, error: unknown): void {
  const occurrence = exchange[STATE]?.occurrence;
  const message = readProperty(error, 'message');
  if (!occurrence?.outcome.causes?.some((cause) => readProperty(cause, 'message') === message)) occurrence?.failed(error);
}

/** `response.encoding('nope')` fails when the head is sent already. */
function checkEncoding({ variety, settings }: HapiResponse): void {
  const { encoding } = settings;
  if (variety === 'plain' && typeof encoding === 'string' && !Buffer.isEncoding(encoding)) throw new Error(`Node has no encoding '${encoding}'.`);
}
