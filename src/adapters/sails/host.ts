import { ServerResponse } from 'node:http';
import type { Host } from '../../core/ports/host.ts';
import { nodeHost } from '../../hosting/node/node-host.ts';
import { factsOfStatus } from '../../hosting/shared/reply-status.ts';
import type { SailsReply, VirtualReply } from './app.ts';
import { abortVirtual, VirtualRequest, virtualProgress, writeVirtual } from './virtual.ts';

/**
 * The host port of the core, implemented with Node's responses over HTTP, and with Sails' own for virtual requests. `prepare` is called once for each
 * HTTP request that is answered, before the app's own response of that name.
 */
export function sailsHost(prepare: (reply: SailsReply) => void): Host<SailsReply> {
  const http = nodeHost('Sails');
  return {
    name: http.name,
    read(reply) {
      if (isVirtual(reply)) return new VirtualRequest(reply);
      prepare(reply);
      return http.read(reply);
    },
    progress: (reply) => (isVirtual(reply) ? virtualProgress(reply) : http.progress(reply)),
    sentStatus: ({ statusCode }) => statusCode,
    factsOf: (reply, error) => (isVirtual(reply) ? factsOfStatus(reply.statusCode) : http.factsOf?.(reply, error)),
    write: (reply, representation) => (isVirtual(reply) ? writeVirtual(reply, representation) : http.write(reply, representation)),
    rendering: (reply) => {
      if (!isVirtual(reply)) http.rendering?.(reply);
    },
    abort: (reply) => (isVirtual(reply) ? abortVirtual(reply) : http.abort(reply)),
    // A virtual response is sent as a whole. It cannot be an event stream.
    startedType: (reply) => (isVirtual(reply) ? undefined : http.startedType?.(reply)),
    conclude: (reply, text) => (isVirtual(reply) ? abortVirtual(reply) : http.conclude?.(reply, text)),
    context: (reply) => ({ req: reply.req, res: reply }),
  };
}

/** Is this the response of a virtual request? */
export function isVirtual(reply: SailsReply): reply is VirtualReply & SailsReply {
  return !(reply instanceof ServerResponse);
}
