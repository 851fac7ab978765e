import type { HostFacts } from '../../core/ports/host.ts';

/** The facts of a reply on which the app has set a failure status before it failed: `res.status(404); throw new Error('No such order')`. */
export function factsOfStatus(status: number | undefined): HostFacts | undefined {
  return status !== undefined && status >= 400 && status <= 599 ? { replyStatus: status } : undefined;
}
