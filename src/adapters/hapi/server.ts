import type { Server as HttpServer } from 'node:http';
import type { Server } from '@hapi/hapi';
import { answerClientError } from '../../hosting/node/client-error.ts';

type ClientErrorListener = Parameters<typeof addClientError>[1];

/** Answers malformed HTTP with a problem document, unless the app has its own listener. hapi itself sends a 400 without content. hapi's log event stays. */
export function answerMalformedHttp(server: Server): void {
  const listener = server.listener as HttpServer;
  const present = listener.listeners('clientError');
  // The first listener is hapi's own. A server that the app has created may have others.
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
