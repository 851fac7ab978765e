import type { Server as HttpServer } from 'node:http';
import type { Server } from '@hapi/hapi';
import { answerClientError } from '../../hosting/node/client-error.ts';

type ClientErrorListener = Parameters<typeof addClientError>[1];

/** What is no HTTP gets a problem document in place of hapi's bare 400, unless the app has a listener of its own. hapi's log event is emitted as ever. */
export function answerNonsense(server: Server): void {
  const listener = server.listener as HttpServer;
  const present = listener.listeners('clientError');
  // The first is hapi's own: a server that the app has made may bring others.
  if (present.length !== 1) return;
  listener.removeListener('clientError', present[0] as ClientErrorListener);
  addClientError(listener, (error, socket) => {
    const tags = ['connection', 'client', 'error'];
    if (server.events.hasListeners('log'))
      server.events.emit({ name: 'log', channel: 'internal', tags }, { timestamp: Date.now(), tags, error, channel: 'internal' });
    answerClientError(error, socket);
  });
}

function addClientError(server: HttpServer, listener: (error: Error & { code?: string }, socket: Parameters<typeof answerClientError>[1]) => void): void {
  server.on('clientError', listener);
}
