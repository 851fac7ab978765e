import type { ResponseMethods } from '../core/methods.ts';
import type { Options } from '../core/options.ts';
import { Responder } from '../core/responder.ts';
import { settingsOf } from '../core/settings.ts';
import { understand } from '../libraries/understand.ts';
import { defineMethods } from '../node-server/define-methods.ts';
import { nodeEnvironment } from '../node-server/node-environment.ts';
import { withNamedPreset } from '../server/named-preset.ts';
import { messageHost } from './message-host.ts';
import { type Message, MessageReply } from './message-reply.ts';

/** The replies of one app's messages, with its responses as their methods. */
export interface MessageReplies {
  readonly responder: Responder<MessageReply>;
  reply(message: Message): MessageReply & ResponseMethods;
}

/** @throws HalyardError for an option that cannot be used. */
export function messageReplies(host: string, options: Options): MessageReplies {
  const responder = new Responder(messageHost(host), { ...settingsOf(withNamedPreset(options), nodeEnvironment()), understand });
  class Reply extends MessageReply {}
  defineMethods(
    Reply.prototype,
    responder.methods<MessageReply>((reply) => reply),
    host,
  );
  return { responder, reply: (message) => new Reply(message) as MessageReply & ResponseMethods };
}
