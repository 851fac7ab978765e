import { once } from 'node:events';
import { type ClientRequest, request } from 'node:http';
import { request as secureRequest } from 'node:https';
import { connect, type Socket } from 'node:net';
import { connect as secureConnect } from 'node:tls';
import type { Answer } from '../model/answer.ts';
import type { Exercise } from '../model/exercise.ts';
import { receive } from '../run/client.ts';
import type { Piece } from './fault.ts';
import { parsedAnswer } from './parsed-answer.ts';

/** Milliseconds that a client waits. */
const PATIENCE = 10_000;
/** Bytes of an answer that are kept. */
const MAX_BYTES = 2_000_000;

type Done = (answer: Omit<Answer, 'duration'>) => void;

const nothing = (ended: Answer['ended']): Omit<Answer, 'duration'> => ({ status: 0, headers: [], body: '', bytes: 0, ended });

function timed(start: (done: Done) => void): Promise<Answer> {
  const began = performance.now();
  return new Promise((resolve) => start((answer) => resolve({ ...answer, duration: performance.now() - began })));
}

/** Sends a request on a connection of its own, with a body in pieces. It stops when the answer begins, as a client does that gets a 413. */
export function sendPieces(origin: string, exercise: Exercise, { pieces, leavesEarly }: { readonly pieces: Iterable<Piece>; readonly leavesEarly: boolean }) {
  const { hostname, port, protocol } = new URL(origin);
  const { method, path, headers } = exercise;
  return timed((done) => {
    const send = protocol === 'https:' ? secureRequest : request;
    // With `Connection: close`, Node closes while the body still arrives, and the answer can be lost. Browsers keep connections.
    const fields = { ...headers, connection: 'keep-alive' };
    const outgoing = send({ hostname, port, method, path, headers: fields, agent: false, rejectUnauthorized: false });
    const state = { isAnswered: false };
    outgoing.setTimeout(PATIENCE, () => {
      done(nothing('timeout'));
      outgoing.destroy();
    });
    outgoing.once('response', (incoming) => {
      state.isAnswered = true;
      if (leavesEarly) {
        done(nothing('cut'));
        incoming.destroy();
        return;
      }
      receive(incoming, (answer) => {
        done(answer);
        outgoing.destroy();
      });
    });
    outgoing.on('error', () => {
      // The server may close while the body still arrives. The answer is read to its end all the same.
      if (!state.isAnswered) done(nothing('cut'));
    });
    void write(outgoing, pieces, state);
  });
}

async function write(outgoing: ClientRequest, pieces: Iterable<Piece>, state: { readonly isAnswered: boolean }): Promise<void> {
  for (const piece of pieces) {
    if (state.isAnswered || outgoing.destroyed) return;
    if (piece === 'abort') {
      // The bytes before it have left. The server has read a part of the body.
      await new Promise((resolve) => setTimeout(resolve, 20));
      outgoing.destroy();
      return;
    }
    if (!outgoing.write(piece)) await untilReady(outgoing);
  }
  outgoing.end();
}

/** Waits until the connection takes more bytes, or needs none: the answer begins, or it is closed. */
async function untilReady(outgoing: ClientRequest): Promise<void> {
  const ready = new AbortController();
  const { signal } = ready;
  await Promise.race(['drain', 'close', 'response'].map((event) => once(outgoing, event, { signal }).catch(() => {})));
  ready.abort();
}

/** Sends bytes that may be no HTTP, and reads what comes until the server closes. */
export function sendBytes(origin: string, pieces: readonly Piece[]): Promise<Answer> {
  const { hostname, port, protocol } = new URL(origin);
  return timed((done) => {
    const at = { host: hostname, port: Number(port) };
    const socket: Socket = protocol === 'https:' ? secureConnect({ ...at, rejectUnauthorized: false }) : connect(at);
    const chunks: Buffer[] = [];
    let bytes = 0;
    socket.setTimeout(PATIENCE, () => {
      done(nothing('timeout'));
      socket.destroy();
    });
    socket.on('data', (chunk) => {
      if (bytes < MAX_BYTES) chunks.push(chunk);
      bytes += chunk.length;
    });
    socket.on('error', () => {});
    socket.once('close', () => done(parsedAnswer(Buffer.concat(chunks)) ?? nothing('cut')));
    for (const piece of pieces) {
      if (piece === 'abort') socket.destroy();
      else socket.write(piece);
    }
  });
}
