import type { Context } from 'hono';
import { stream as honoStream, streamSSE as honoStreamSSE, streamText as honoStreamText } from 'hono/streaming';

type Write<Stream> = (stream: Stream) => Promise<void>;
type OnError<Stream> = (error: Error, stream: Stream) => Promise<void>;
type Helper<Stream extends object> = (c: Context, write: Write<Stream>, onError?: OnError<Stream>) => Response;

/** Hono catches the error of a function that writes a stream, so the function is wrapped before Hono gets it. */
function watched<Stream extends object>(helper: Helper<Stream>): Helper<Stream> {
  return (c, write, onError) => {
    const reply = c.get('reply') as Context['var']['reply'] | undefined;
    // Without Halyard on the app, the error stays with Hono.
    if (typeof reply?.streaming !== 'function') return helper(c, write, onError);
    return helper(
      c,
      reply.streaming<Stream>(async (stream) => {
        try {
          await write(stream);
        } catch (error) {
          if (onError !== undefined && error instanceof Error) await afterwards(onError, error, stream);
          throw error;
        }
      }),
    );
  };
}

/** Calls the app's `onError`. If it fails, the log has both errors. */
async function afterwards<Stream>(onError: OnError<Stream>, error: Error, stream: Stream): Promise<void> {
  try {
    await onError(error, stream);
  } catch (failed) {
    throw failed === error ? error : new AggregateError([error, failed], 'A stream failed, and so did its onError()');
  }
}

/**
 * Hono's `stream`, with a log record for a failure. The connection breaks off, so that the client notices.
 *
 * @param c The context of the request.
 * @param write Writes the body.
 * @param onError Runs first when `write` fails. It may write to the stream.
 * @returns the Response, for the handler to return.
 * @example
 * app.get('/photos', (c) => stream(c, async (out) => out.pipe(await openPhotos())));
 */
export const stream: typeof honoStream = watched(honoStream);

/**
 * Hono's `streamText`, with a log record for a failure. The connection breaks off, so that the client notices.
 *
 * @param c The context of the request.
 * @param write Writes the text.
 * @param onError Runs first when `write` fails. It may write to the stream.
 * @returns the Response, for the handler to return.
 * @example
 * app.get('/import', (c) => streamText(c, async (out) => void (await out.writeln('40 of 100 photos'))));
 */
export const streamText: typeof honoStreamText = watched(honoStreamText);

/**
 * Hono's `streamSSE`, with a log record for a failure. The stream ends with an event `error`. The event has the reference of the log record, and no
 * details of the error.
 *
 * @param c The context of the request.
 * @param write Writes the events.
 * @param onError Runs first when `write` fails. It may write events of your own.
 * @returns the Response, for the handler to return.
 * @example
 * app.get('/orders/events', (c) => streamSSE(c, async (out) => out.writeSSE({ data: 'shipped' })));
 */
export const streamSSE: typeof honoStreamSSE = watched(honoStreamSSE);
