import type { HostFacts } from '../../core/ports/host.ts';
import { isFailureStatus } from '../../core/values/status.ts';

/** The facts of a reply on which the app has set a failure status before it failed: `res.status(404); throw new Error('No such order')`. */
export function factsOfStatus(status: number | undefined): HostFacts | undefined {
  return isFailureStatus(status) ? { replyStatus: status } : undefined;
}
