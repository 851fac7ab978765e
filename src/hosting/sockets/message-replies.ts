import { Responder } from '../../core/pipeline/responder.ts';
import type { ResponseMethods } from '../../core/responses/methods.ts';
import type { Options } from '../../core/settings/options.ts';
import { settingsOf, withSupport } from '../../core/settings/settings.ts';
import { mapLibraryValue } from '../../libraries/map-library-value.ts';
import { defineMethods } from '../node/define-methods.ts';
import { nodeEnvironment } from '../node/node-environment.ts';
import { withDevelopmentReport } from '../shared/development-report.ts';
import { drillMount } from '../shared/drill-door.ts';
import { maintenanceGate } from '../shared/maintenance-gate.ts';
import { withMaintenance } from '../shared/maintenance-option.ts';
import { withNamedPreset } from '../shared/named-preset.ts';
import { withTestDoor } from '../shared/test-door.ts';
import { messageHost } from './message-host.ts';
import { type Message, MessageReply } from './message-reply.ts';

/** Makes the replies of one app's messages, with its responses as their methods. */
export interface MessageReplies {
  readonly responder: Responder<MessageReply>;
  reply(message: Message): MessageReply & ResponseMethods;
  /** Answers a message that meets a planned outage, before the app has it. Returns whether it did. `undefined`: the app has no option `maintenance`. */
  readonly closes: ((message: Message) => boolean) | undefined;
}

/**
 * Checks the options and builds the replies of a host. `server`: the server of the sockets.
 *
 * @throws HalyardError if an option does not exist or has an invalid value.
 */
export function messageReplies(host: string, options: Options, server?: object): MessageReplies {
  const checked = settingsOf(withNamedPreset(options), nodeEnvironment(undefined, options?.environment));
  // An ack has no report. The failure is kept for `halyard show`.
  const settings = withTestDoor(withDevelopmentReport(checked, () => import('#development')));
  const ours = messageHost(host);
  const responder = new Responder(ours, withMaintenance(withSupport(settings, { forms: undefined, mapLibraryValue }), options));
  const gate = maintenanceGate(responder, ours);
  drillMount(responder, ours, server);
  class Reply extends MessageReply {}
  defineMethods(
    Reply.prototype,
    responder.methods<MessageReply>((reply) => reply),
    host,
  );
  return {
    responder,
    reply: (message) => new Reply(message) as MessageReply & ResponseMethods,
    closes: gate && ((message) => gate(new Reply(message)) !== undefined),
  };
}
