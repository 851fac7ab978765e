import { statusPhrase } from '../../core/values/status.ts';
import type { Answer } from '../../hosting/sockets/message-reply.ts';

/** The title of an answer. The body of a preset has none, so there it is the phrase of the status. */
export function titleOf({ status, body }: Pick<Answer, 'status' | 'body'>): string {
  const { title } = (body ?? {}) as { readonly title?: unknown };
  return typeof title === 'string' ? title : statusPhrase(status);
}
