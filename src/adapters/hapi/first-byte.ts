import type { ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import type { HapiExchange } from './exchange.ts';

/**
 * Waits until a stream has its first bytes, ends or fails. Only before the first byte can an error response replace the stream. Node sends the head
 * of an HTTP/1.1 response with the first bytes anyway. HTTP/2 sends it at once, and HEAD reads nothing, so there only a file that is not open yet is waited
 * for.
 */
export function firstByte(exchange: HapiExchange, source: unknown): Promise<void> | undefined {
  const { raw, request } = exchange;
  const errored = failureBefore(source);
  if (errored !== undefined) exchange.streamFailure ??= { error: errored };
  if (!isUnread(source)) return undefined;
  const event = 'stream' in raw || request.method === 'head' ? 'ready' : 'readable';
  if (event === 'ready' && (source as { readonly pending?: unknown }).pending !== true) return undefined;
  return new Promise<void>((resolve) => {
    const events = [event, 'end', 'close', 'error'];
    const done = (): void => {
      for (const name of events) source.removeListener(name, done);
      (raw as ServerResponse).removeListener('close', done);
      resolve();
    };
    (raw as ServerResponse).once('close', done);
    for (const name of events) source.once(name, done);
  });
}

/** The error of a stream that has failed before hapi got it. It emits no event any more, and the client would wait for ever. */
function failureBefore(source: unknown): unknown {
  const { pipe, errored } = (source ?? {}) as Partial<Readable>;
  return typeof pipe === 'function' ? (errored ?? undefined) : undefined;
}

/** A stream of Node that nothing reads yet. Other streams may have no such events. */
function isUnread(source: unknown): source is Readable {
  const stream = source as Partial<Readable> | null;
  return typeof stream?.pipe === 'function' && typeof stream.read === 'function' && stream.readableFlowing === null && stream.destroyed === false;
}
