// Imported before an example of the docs. It makes the example listen on a free port of this machine instead of its own, and prints that port.
// So each example runs unchanged, beside others that use the same port.
import { Server } from 'node:net';

const { listen } = Server.prototype;

Server.prototype.listen = function (port, ...rest) {
  // Fastify calls listen() with an object.
  const asked = typeof port === 'object' ? port.port : port;
  this.once('listening', () => process.send?.({ asked, got: this.address().port }));
  const callback = rest.find((argument) => typeof argument === 'function');
  return listen.call(this, 0, '127.0.0.1', callback);
};
