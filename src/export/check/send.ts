import { connect, isIP, type Socket } from 'node:net';
import { connect as secureConnect } from 'node:tls';
import { parsedAnswer } from '../../drill/faults/parsed-answer.ts';
import type { Answer } from '../../drill/model/answer.ts';
import type { Ask } from './asks.ts';

/** How the check reaches the proxy. */
export interface Reach {
  readonly url: URL;
  /** Accepts a certificate that nobody has signed. */
  readonly insecure: boolean;
  /** How long the check waits for the end of an answer, in milliseconds. */
  readonly patience: number;
}

/** What came back. */
export interface Received extends Answer {
  /** Bytes after the header of an answer to HEAD, which must have none. */
  readonly extra: number;
  /** The body is so large that the check stopped reading it. */
  readonly isLarge: boolean;
  /** Why there is no answer: the code of the socket (`ECONNREFUSED`), or nothing if the connection was closed. */
  readonly problem?: string | undefined;
  /** The proxy waits for the body of the request, so it has no limit that this request exceeds. */
  readonly isInvited: boolean;
}

/** How long bytes may follow the header of an answer to HEAD, in milliseconds, if the proxy does not close the connection. */
const SHORT_WAIT = 200;
const HEAD_END = '\r\n\r\n';
/** The most bytes of an answer that are kept. */
const MOST = 500_000;

/** Sends one request on a connection of its own. Never rejects: what went wrong is in the answer. */
export function send(ask: Ask, { url, insecure, patience }: Reach): Promise<Received> {
  const began = performance.now();
  const isHead = ask.method === 'HEAD';
  return new Promise((resolve) => {
    const socket = openSocket(url, insecure, ask.isPlain === true);
    const chunks: Buffer[] = [];
    let bytes = 0;
    const done = (ended: Answer['ended'], problem?: string): void => {
      clearTimeout(timer);
      socket.destroy();
      const received = receivedFrom(Buffer.concat(chunks), isHead, ended);
      resolve({ ...received, isLarge: bytes > MOST, problem, duration: performance.now() - began });
    };
    const timer = setTimeout(() => done('timeout'), patience);
    socket.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= MOST) chunks.push(chunk);
      else done('cut');
      // A proxy may keep the connection open although it was asked to close it.
      const all = Buffer.concat(chunks);
      if (isHead && all.includes(HEAD_END)) setTimeout(() => done('complete'), SHORT_WAIT);
      else if (isComplete(all)) done('complete');
    });
    socket.once('error', (error: NodeJS.ErrnoException) => done('cut', error.code ?? error.message));
    socket.once('close', () => done('complete'));
    socket.write(ask.bytes, 'latin1');
  });
}

function openSocket({ protocol, hostname, port }: URL, insecure: boolean, isPlain: boolean): Socket {
  const host = hostname.replace(/^\[|\]$/g, '');
  const isSecure = protocol === 'https:';
  const at = { host, port: Number(port) || (isSecure ? 443 : 80) };
  if (!isSecure || isPlain) return connect(at);
  return secureConnect({ ...at, ...(isIP(host) === 0 && { servername: host }), rejectUnauthorized: !insecure, ALPNProtocols: ['http/1.1'] });
}

function receivedFrom(bytes: Buffer, isHead: boolean, ended: Answer['ended']): Omit<Received, 'duration' | 'isLarge'> {
  const { rest, isInvited } = afterInterim(bytes);
  const end = rest.indexOf(HEAD_END);
  // Bytes without a status are no answer, but they show that something else than HTTP/1.1 is spoken here.
  const none = { status: 0, headers: [], body: '', bytes: rest.length, extra: 0, isInvited, ended };
  if (end === -1) return none;
  if (isHead) {
    const answer = parsedAnswer(Buffer.concat([rest.subarray(0, end), Buffer.from(HEAD_END)]));
    const extra = rest.subarray(end + HEAD_END.length);
    return { ...none, ...answer, body: extra.toString('latin1'), bytes: 0, ended: 'complete', extra: extra.length };
  }
  const answer = parsedAnswer(rest);
  if (answer === undefined) return none;
  const isWhole = answer.ended === 'complete' && (ended === 'complete' || hasEnd(answer));
  return { ...none, ...answer, ended: isWhole ? 'complete' : ended === 'timeout' ? 'timeout' : 'cut' };
}

/** An interim answer (`100 Continue`) is not the answer. */
function afterInterim(bytes: Buffer): { readonly rest: Buffer; readonly isInvited: boolean } {
  let rest = bytes;
  while (/^HTTP\/1\.[01] 1\d\d/.test(rest.subarray(0, 12).toString('latin1'))) {
    const end = rest.indexOf(HEAD_END);
    if (end === -1) break;
    rest = rest.subarray(end + HEAD_END.length);
  }
  return { rest, isInvited: rest !== bytes };
}

/** Whether the whole answer has arrived. Only one with a length, or in chunks, shows its end before the connection is closed. */
function isComplete(bytes: Buffer): boolean {
  const { rest, isInvited } = afterInterim(bytes);
  if (rest.length === 0) return isInvited;
  const answer = parsedAnswer(rest);
  if (answer === undefined) return false;
  return answer.ended === 'complete' && hasEnd(answer);
}

/** Whether the answer itself says where it ends. Without that, only the end of the connection does. */
function hasEnd({ headers }: Pick<Answer, 'headers'>): boolean {
  return headers.some(([name]) => name === 'content-length' || name === 'transfer-encoding');
}
