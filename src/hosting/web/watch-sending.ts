import { destroyedWith } from '../shared/destroyed-with.ts';
import type { Exchange } from './exchange.ts';

/**
 * Watches the app's own Response while it is sent. If its body fails, a server on Node destroys its reply with the error, and the app does not hear of it.
 * Other runtimes do not show how a body has ended.
 */
export function watchSending<E extends Exchange>(exchange: E, failed: (exchange: E, error: unknown) => unknown): void {
  const { node } = exchange;
  node?.outgoing.once('close', () => {
    const error = destroyedWith(node.outgoing);
    if (error === undefined) return;
    exchange.isBroken = true;
    void failed(exchange, error);
  });
}
