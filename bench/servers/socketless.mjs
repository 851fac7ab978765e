import { Duplex } from 'node:stream';
import { setImmediate } from 'node:timers/promises';

/** A connection without cost: pushed data arrives at once, and written data is discarded. */
class Connection extends Duplex {
  remoteAddress = '127.0.0.1';
  localAddress = '127.0.0.1';
  localPort = 80;

  _read() {}

  _write(_chunk, _encoding, done) {
    done();
  }

  _writev(_chunks, done) {
    done();
  }

  setNoDelay() {
    return this;
  }

  setKeepAlive() {
    return this;
  }

  setTimeout() {
    return this;
  }
}

const connections = new WeakMap();

/** Sends requests for one item to a server in the same process, one after the other, for so many seconds. Returns the number of answers. */
export async function askWithoutNetwork(server, { path, accept, seconds }) {
  const connection = connections.get(server) ?? connect(server);
  const request = Buffer.from(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: ${accept}\r\n\r\n`);
  const until = performance.now() + seconds * 1_000;
  let requests = 0;
  for (; performance.now() < until; requests++) {
    const answered = new Promise((resolve) => {
      connection.answered = resolve;
    });
    connection.push(request);
    await answered;
    // The next request comes in a later turn of the event loop, as from a network.
    await setImmediate();
  }
  return requests;
}

function connect(server) {
  const connection = new Connection();
  connections.set(server, connection);
  server.prependListener('request', (_request, response) => response.on('finish', () => connection.answered()));
  server.emit('connection', connection);
  return connection;
}
