import type { Host } from '../../core/ports/host.ts';
import type { Representation } from '../../core/ports/representation.ts';
import type { Answer, MessageReply } from './message-reply.ts';
import { MessageRequest } from './message-request.ts';

/** The port `Host` for messages. A message has no head, so an answer is sent whole or not at all. */
export function messageHost(name: string): Host<MessageReply> {
  return {
    name,
    read: (reply) => new MessageRequest(reply),
    progress: (reply) => (reply.isAnswered ? 'finished' : reply.isOpen ? 'open' : 'gone'),
    sentStatus: ({ status }) => status,
    write: (reply, representation) => reply.answer(answerOf(representation), representation.headers),
    abort: () => undefined,
    factsOf: ({ refusal }) => (refusal === undefined ? undefined : { replyStatus: refusal }),
    context: (reply) => ({ req: reply, res: reply }),
  };
}

/** Fields for caches and browsers, which a socket does not have. */
const HTTP_ONLY = new Set([
  'cache-control',
  'content-security-policy',
  'content-type',
  'set-cookie',
  'vary',
  'x-content-type-options',
  'access-control-expose-headers',
]);

function answerOf({ status, headers, value }: Representation): Answer {
  return { status, headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !HTTP_ONLY.has(name))), body: value };
}
