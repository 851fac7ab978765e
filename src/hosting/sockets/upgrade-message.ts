import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { statusPhrase } from '../../core/values/status.ts';
import type { Answer, Message } from './message-reply.ts';

/** A request to upgrade a connection, as a message. The answer is an HTTP response on that connection, which then closes. */
export function upgradeMessage(request: IncomingMessage, socket: Duplex): Message {
  return {
    socket,
    event: request.url ?? '/',
    handshake: request,
    accept: '*/*',
    get isOpen() {
      return socket.writable;
    },
    send(answer, fields) {
      socket.once('error', () => socket.destroy());
      socket.once('finish', () => socket.destroy());
      socket.end(textOf(answer, fields));
    },
  };
}

function textOf(answer: Answer, fields: Answer['headers']): string {
  const text = answer.body === undefined ? '' : JSON.stringify(answer.body);
  const all = { ...fields, connection: 'close', 'content-length': String(Buffer.byteLength(text)) };
  const lines = Object.entries(all).flatMap(([name, value]) => [value].flat().map((one) => `${name}: ${one}\r\n`));
  return `HTTP/1.1 ${answer.status} ${statusPhrase(answer.status)}\r\n${lines.join('')}\r\n${text}`;
}
