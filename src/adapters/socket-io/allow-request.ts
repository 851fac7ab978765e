import type { IncomingMessage, ServerResponse } from 'node:http';
import { isPromiseLike } from '../../core/values/maybe-promise.ts';
import type { MessageReplies } from '../../hosting/sockets/message-replies.ts';
import type { Message } from '../../hosting/sockets/message-reply.ts';
import { upgradeMessage } from '../../hosting/sockets/upgrade-message.ts';
import type { Engine } from './engines.ts';

/** A request of Engine.IO. A long poll has a response, and an upgrade has only its connection. */
interface EngineRequest extends IncomingMessage {
  readonly res?: ServerResponse;
}

/** Refuses new connections while the app is out of service. The client gets an HTTP 503, and tries again by itself. */
export function closeHandshakes({ opts }: Engine, { closes }: MessageReplies): void {
  if (closes === undefined) return;
  const { allowRequest } = opts;
  opts.allowRequest = (request, decide) => {
    if (closes(handshakeMessage(request))) return undefined;
    return allowRequest === undefined ? decide(null, true) : allowRequest.call(opts, request, decide);
  };
}

/**
 * Makes Halyard answer a function `allowRequest` that throws or rejects. Without it, the process ends. A refusal by the function stays that of
 * Engine.IO, because its clients know that form.
 */
export function guardAllowRequest({ opts }: Engine, { responder, reply }: MessageReplies): void {
  const { allowRequest } = opts;
  if (typeof allowRequest !== 'function') return;
  opts.allowRequest = (request, decide) => {
    let isDecided = false;
    const failed = (error: unknown): void => {
      const message = handshakeMessage(request);
      responder.fail(reply(isDecided ? { ...message, isOpen: true, send: () => undefined } : message), error);
      isDecided = true;
    };
    try {
      const result = allowRequest.call(opts, request, (message, isAllowed) => {
        if (isDecided) return;
        isDecided = true;
        decide(message, isAllowed);
      });
      if (isPromiseLike(result)) Promise.resolve(result).then(undefined, failed);
    } catch (error) {
      failed(error);
    }
  };
}

function handshakeMessage(request: EngineRequest): Message {
  const { res } = request;
  const upgrade = upgradeMessage(request, request.socket);
  if (res === undefined) return upgrade;
  return {
    ...upgrade,
    isOpen: res.writable,
    send: ({ status, body }, fields) => res.writeHead(status, { ...fields } as Record<string, string | string[]>).end(JSON.stringify(body)),
  };
}
