import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { breakPart } from './faults.mjs';

/** The context of a route's handler, on hosts with Node's own replies. */
export function nodeContext(request, reply) {
  return {
    method: request.method,
    url: request.originalUrl ?? request.url,
    headers: request.headers,
    respond: (name, ...args) => reply[name](...args),
    send(status, headers, body) {
      reply.writeHead(status, headers);
      reply.end(body);
    },
    write(chunk, type = 'text/plain') {
      if (!reply.headersSent) reply.writeHead(200, { 'content-type': type });
      reply.write(chunk);
    },
    stream(parts, type) {
      reply.setHeader('content-type', type);
      return pipeline(Readable.from(parts), reply);
    },
    flash: () => reply.form.read(),
    form: () => reply.form,
    leave: (kind, text) => reply.form.flash(kind, text),
    fault: breakPart,
    local(name, value) {
      reply.locals ??= {};
      reply.locals[name] = value;
    },
    status(status) {
      reply.statusCode = status;
    },
    set: (name, value) => reply.setHeader(name, value),
  };
}

/** A router of exact paths, for hosts without a router. */
export function exactRoutes(register) {
  const routes = new Map();
  register((method, path, handler) => routes.set(`${method} ${path}`, handler));
  return (request) => routes.get(`${request.method === 'HEAD' ? 'GET' : request.method} ${request.url.split('?', 1)[0]}`);
}
