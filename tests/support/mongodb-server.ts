import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { BSON } from 'mongodb';
import { type Document, Store } from './mongodb-store.ts';

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;

/**
 * A server that speaks MongoDB's wire protocol and keeps documents, unique indexes and validators in memory. We wrote it because MongoDB's
 * own server is on neither npm nor Debian. Its errors have the texts of MongoDB 8.0, as the manual documents them. The drivers are real, so
 * they turn these texts into their real errors.
 */
export async function mongodbServer(): Promise<{ readonly url: string; close(): void }> {
  const store = new Store();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}).on('close', () => sockets.delete(socket)));
    let waiting = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      waiting = Buffer.concat([waiting, chunk]);
      while (waiting.length >= 16 && waiting.length >= waiting.readInt32LE(0)) {
        const length = waiting.readInt32LE(0);
        socket.write(answerTo(waiting.subarray(0, length), store));
        waiting = waiting.subarray(length);
      }
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `mongodb://127.0.0.1:${(server.address() as AddressInfo).port}/harbour`,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

function answerTo(message: Buffer, store: Store): Buffer {
  const [id, opCode] = [message.readInt32LE(4), message.readInt32LE(12)];
  // The first command of a driver, which servers of any version accept: flags, `admin.$cmd`, skip, limit, and then the command.
  if (opCode === OP_QUERY) {
    const document = reply(BSON.deserialize(message.subarray(message.indexOf(0, 20) + 9)), store);
    // Flags, the cursor's eight bytes, the starting position, and the number of documents.
    const head = Buffer.alloc(20);
    head.writeInt32LE(1, 16);
    return framed(id, OP_REPLY, Buffer.concat([head, document]));
  }
  if (opCode !== OP_MSG) throw new Error(`Not an operation that is known here: ${opCode}`);
  return framed(id, OP_MSG, Buffer.concat([Buffer.alloc(5), reply(commandOf(message), store)]));
}

/** The sections of an OP_MSG: a document, and lists of documents, each of which becomes a member with its name. */
function commandOf(message: Buffer): Document {
  const command: Document = {};
  for (let at = 20; at < message.length; ) {
    const size = message.readInt32LE(at + 1);
    const section = message.subarray(at + 1, at + 1 + size);
    if (message[at] === 0) Object.assign(command, BSON.deserialize(section));
    else {
      const end = section.indexOf(0, 4);
      command[section.toString('utf8', 4, end)] = documentsIn(section.subarray(end + 1));
    }
    at += 1 + size;
  }
  return command;
}

function documentsIn(bytes: Buffer): readonly Document[] {
  const documents: Document[] = [];
  for (let at = 0; at < bytes.length; at += bytes.readInt32LE(at)) documents.push(BSON.deserialize(bytes.subarray(at, at + bytes.readInt32LE(at))));
  return documents;
}

function framed(responseTo: number, opCode: number, body: Buffer): Buffer {
  const header = Buffer.alloc(16);
  for (const [i, number] of [16 + body.length, 0, responseTo, opCode].entries()) header.writeInt32LE(number, i * 4);
  return Buffer.concat([header, body]);
}

function reply(command: Document, store: Store): Uint8Array {
  const [name = ''] = Object.keys(command);
  if (/^(?:hello|ismaster)$/i.test(name)) return BSON.serialize(HELLO);
  if (/^(?:ping|endSessions)$/.test(name)) return BSON.serialize({ ok: 1 });
  return BSON.serialize(store.run(name, command), { ignoreUndefined: true });
}

/** A single MongoDB 8.0 server without replicas. */
const HELLO = {
  ...{ helloOk: true, ismaster: true, isWritablePrimary: true, readOnly: false, logicalSessionTimeoutMinutes: 30, connectionId: 1 },
  ...{ maxBsonObjectSize: 16_777_216, maxMessageSizeBytes: 48_000_000, maxWriteBatchSize: 100_000, minWireVersion: 0, maxWireVersion: 25, ok: 1 },
};
