// Imported before an example of the docs: it listens on a free port of this machine, whichever it asks for, and says which it got. So the
// example runs as it stands on the page, beside others that ask for the same port.
import { Server } from 'node:net';

const { listen } = Server.prototype;

Server.prototype.listen = function (port, ...rest) {
  // Fastify asks with an object.
  const asked = typeof port === 'object' ? port.port : port;
  this.once('listening', () => process.send?.({ asked, got: this.address().port }));
  const callback = rest.find((argument) => typeof argument === 'function');
  return listen.call(this, 0, '127.0.0.1', callback);
};
