import { DATA_LIMITS } from '../../core/values/json-limits.ts';
import { jsonValue } from '../../core/values/json-value.ts';
import type { VirtualReply } from './app.ts';

/** What the ack of a socket gets. */
interface Acked {
  body?: unknown;
}

/**
 * Guards the ack of a request over a socket. Socket.IO cannot send circular data: it throws in an event, and the process ends. So an answer that the app
 * has made with `res.json()` is sent once more without its circles.
 */
export function guardAck(native: VirtualReply): void {
  const reply = native as unknown as { _clientCallback?: (acked: Acked) => unknown };
  const { _clientCallback: ack } = reply;
  if (typeof ack !== 'function') return;
  reply._clientCallback = (acked) => {
    try {
      return ack(acked);
    } catch {
      acked.body = jsonValue(acked.body, { limits: DATA_LIMITS, now: () => performance.now() });
      return ack(acked);
    }
  };
}
