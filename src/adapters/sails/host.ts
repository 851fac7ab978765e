import { ServerResponse } from 'node:http';
import type { Host } from '../../core/ports/host.ts';
import { nodeHost } from '../../hosting/node/node-host.ts';
import type { SailsReply, VirtualReply } from './app.ts';
import { abortVirtual, VirtualRequest, virtualProgress, writeVirtual } from './virtual.ts';

/** What the core asks of a host, answered by Sails: by Node's replies over HTTP, by Sails' own for everything else. */
export function sailsHost(): Host<SailsReply> {
  const http = nodeHost('Sails');
  return {
    name: http.name,
    read: (reply) => (isVirtual(reply) ? new VirtualRequest(reply) : http.read(reply)),
    progress: (reply) => (isVirtual(reply) ? virtualProgress(reply) : http.progress(reply)),
    write: (reply, representation) => (isVirtual(reply) ? writeVirtual(reply, representation) : http.write(reply, representation)),
    rendering: (reply) => {
      if (!isVirtual(reply)) http.rendering?.(reply);
    },
    abort: (reply) => (isVirtual(reply) ? abortVirtual(reply) : http.abort(reply)),
    // A virtual answer is given in one, and no stream of events.
    begun: (reply) => (isVirtual(reply) ? undefined : http.begun?.(reply)),
    conclude: (reply, text) => (isVirtual(reply) ? abortVirtual(reply) : http.conclude?.(reply, text)),
    context: (reply) => ({ req: reply.req, res: reply }),
  };
}

export function isVirtual(reply: SailsReply): reply is VirtualReply & SailsReply {
  return !(reply instanceof ServerResponse);
}
