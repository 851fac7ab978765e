import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { connect as secureConnect } from 'node:tls';
import { parsedAnswer } from '../faults/parsed-answer.ts';
import type { Answer } from '../model/answer.ts';
import type { Exercise } from '../model/exercise.ts';

const PATIENCE = 10_000;
const MAX_BYTES = 1_000_000;

/** Asks for an upgrade to WebSocket. The answer is the refusal over HTTP, or the close frame of the socket that was opened. */
export function askForUpgrade(origin: string, { path, headers }: Pick<Exercise, 'path' | 'headers'>): Promise<Answer> {
  const { hostname, port, protocol, host } = new URL(origin);
  const began = performance.now();
  return new Promise((resolve) => {
    const at = { host: hostname, port: Number(port) };
    const socket = protocol === 'https:' ? secureConnect({ ...at, rejectUnauthorized: false }) : connect(at);
    let bytes = Buffer.alloc(0);
    const done = (answer: Omit<Answer, 'duration'>): void => {
      socket.destroy();
      resolve({ ...answer, duration: performance.now() - began });
    };
    const none = (ended: Answer['ended']): void => done({ status: 0, headers: [], body: '', bytes: 0, ended });
    socket.setTimeout(PATIENCE, () => none('timeout'));
    socket.on('data', (chunk: Buffer) => {
      if (bytes.length < MAX_BYTES) bytes = Buffer.concat([bytes, chunk]);
      const closed = closeIn(bytes);
      if (closed !== undefined) done(closed);
    });
    socket.on('error', () => {});
    socket.once('close', () => {
      const answer = parsedAnswer(bytes);
      if (answer === undefined || answer.status === 101) none('cut');
      else done(answer);
    });
    const fields = {
      host,
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': randomBytes(16).toString('base64'),
      ...headers,
    };
    const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
  });
}

/** The close frame after the head of an upgrade (RFC 6455 §5.5.1), as an answer: the reason begins with the status. */
function closeIn(bytes: Buffer): Omit<Answer, 'duration'> | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end === -1 || !bytes.subarray(0, 13).toString('latin1').startsWith('HTTP/1.1 101')) return undefined;
  const frame = bytes.subarray(end + 4);
  const length = frame[1] ?? 0;
  if (frame[0] !== 0x88 || length > 125 || frame.length < 2 + length) return undefined;
  const code = length >= 2 ? frame.readUInt16BE(2) : 1005;
  const reason = frame.subarray(4, 2 + length).toString();
  return { status: Number(/^[1-5]\d\d(?= )/.exec(reason)?.[0] ?? 0), headers: [['close-code', String(code)]], body: reason, bytes: length, ended: 'complete' };
}
