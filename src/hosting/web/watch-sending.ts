import { destroyedWith } from '../shared/destroyed-with.ts';
import type { Exchange } from './exchange.ts';
import { withholdMessage } from './withhold-message.ts';

/**
 * Watches the app's own Response while it is sent. If its body fails, a server on Node destroys its reply with the error, and the app does not hear of it.
 * Other runtimes do not show how a body has ended. `status` is that of the Response.
 */
export function watchSending<E extends Exchange>(exchange: E, status: number, failed: (exchange: E, error: unknown) => unknown): void {
  const { node } = exchange;
  if (node === undefined) return;
  const broken = (error: unknown): void => {
    exchange.isBroken = true;
    void failed(exchange, error);
  };
  withholdMessage(node.outgoing, status, broken);
  node.outgoing.once('close', () => {
    const error = destroyedWith(node.outgoing);
    if (error !== undefined) broken(error);
  });
}
