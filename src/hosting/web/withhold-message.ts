import { statusPhrase } from '../../core/values/status.ts';
import type { NodeOutgoing } from './runtime.ts';

/** The members of Node's reply that end it. */
interface Ending {
  readonly statusCode: number;
  end(...args: unknown[]): unknown;
  destroy(error?: { readonly message?: unknown }): unknown;
}

/** How @hono/node-server begins the text that it sends by itself. */
const PREFIX = 'Error: ';

/**
 * Withholds the message of an error from the client. If the body of a Response fails before its first chunk, @hono/node-server answers with a 500, ends
 * the reply with the text of the error, and destroys it with the error, all in one turn. The client gets status and title in place of it. `status` is that
 * of the Response. `failed` gets the error, of which nobody else hears.
 */
export function withholdMessage(node: NodeOutgoing, status: number, failed: (error: unknown) => void): void {
  const outgoing = node as unknown as Ending;
  const { end } = outgoing;
  outgoing.end = (...args) => {
    outgoing.end = end;
    const [text] = args;
    if (typeof text !== 'string' || !text.startsWith(PREFIX)) return end.apply(outgoing, args);
    // The app may have such a text of its own. It is sent once this turn is over.
    const { destroy } = outgoing;
    let isDestroyed = false;
    outgoing.destroy = (error) => {
      outgoing.destroy = destroy;
      isDestroyed = true;
      // If the head of the app's own Response is out, the client must notice that the body is not complete.
      if (text !== PREFIX + String(error?.message) || outgoing.statusCode !== 500 || status === 500) return destroy.call(outgoing, error);
      end.call(outgoing, statusPhrase(500));
      failed(error);
      return outgoing;
    };
    queueMicrotask(() => {
      if (isDestroyed) return;
      outgoing.destroy = destroy;
      end.apply(outgoing, args);
    });
    return outgoing;
  };
}
