import { Duplex } from 'node:stream';
import { setImmediate } from 'node:timers/promises';

/** A connection that costs nothing: what is pushed has arrived, and what is written is gone. */
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

/** Asks a server of its own process for one item, one request after the other, for so many seconds. How many it has answered. */
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
    // The next one comes in a turn of its own, as from a network.
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
