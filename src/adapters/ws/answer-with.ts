import type { ResponseMethods } from '../../core/responses/methods.ts';
import { isPromiseLike } from '../../core/values/maybe-promise.ts';
import type { MessageReplies } from '../../hosting/sockets/message-replies.ts';
import type { Message } from '../../hosting/sockets/message-reply.ts';

/** Calls a handler with the response methods of a message, and answers its exception or its rejection. */
export function answerWith({ responder, reply }: MessageReplies, message: Message, call: (res: ResponseMethods) => unknown): void {
  const res = reply(message);
  try {
    const result = call(res);
    if (isPromiseLike(result)) Promise.resolve(result).then(undefined, (error: unknown) => responder.fail(res, error));
  } catch (error) {
    responder.fail(res, error);
  }
}
