import { Readable } from 'node:stream';
import Fastify from 'fastify';
import { fastifyOptions, halyard } from 'halyard/fastify';
import { breakPart, inRequest } from './faults.mjs';
import { controlOptions, register } from './options.mjs';

/** The app of both Fastify fixtures. Starts it. */
export async function startFastify(options) {
  const app = Fastify(fastifyOptions(options));
  await app.register(halyard, await controlOptions());
  // The body is left to the handler: no parser of Fastify reads it before.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _body, done) => done(null));

  register((method, path, handler) => {
    app.route({ method, url: path, handler: (request, reply) => inRequest(() => handler(contextOf(request, reply))) });
  });

  await app.listen({ port: Number(process.env.PORT ?? 0), host: '127.0.0.1' });
  console.log(`LISTENING http://127.0.0.1:${app.server.address().port}`);
}

/** The context of a route's handler, on hosts with Fastify's replies. */
export function contextOf(request, reply) {
  return {
    method: request.method,
    url: request.originalUrl,
    headers: request.headers,
    respond: (name, ...args) => reply[name](...args),
    send: (status, headers, body) => reply.code(status).headers(headers).send(body),
    write(chunk, type = 'text/plain') {
      if (!reply.raw.headersSent) reply.raw.writeHead(200, { 'content-type': type });
      reply.raw.write(chunk);
    },
    stream: (parts, type) => reply.type(type).send(Readable.from(parts)),
    flash: () => reply.form.read(),
    form: () => reply.form,
    leave: (kind, text) => reply.form.flash(kind, text),
    fault: breakPart,
    local(name, value) {
      reply.locals = { ...reply.locals, [name]: value };
    },
    status: (status) => void reply.code(status),
    set: (name, value) => reply.header(name, value),
  };
}
