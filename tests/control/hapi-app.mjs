import { Readable } from 'node:stream';
import Hapi from '@hapi/hapi';
import { halyard } from 'halyard/hapi';
import { breakPart, inRequest } from './faults.mjs';
import { controlOptions, register } from './options.mjs';

/** The app of both fixtures on hapi, and its start. */
export async function startHapi(options) {
  // A body is for the handler: no parser of hapi's reads it before.
  const payload = { parse: false, output: 'stream', maxBytes: 1024 ** 3, timeout: false };
  // The app answers for its own Cache-Control, and a cookie that hapi cannot read is nothing to it.
  const routes = { cache: false, state: { failAction: 'ignore' } };
  const server = Hapi.server({ routes, port: Number(process.env.PORT ?? 0), host: '127.0.0.1', ...options });
  await server.register({ plugin: halyard, options: await controlOptions() });

  register((method, path, handler) => {
    server.route({
      method,
      path,
      options: method === 'GET' ? {} : { payload },
      handler: (request, h) => inRequest(() => handler(contextOf(request, h))),
    });
  });

  await server.start();
  console.log(`LISTENING http://127.0.0.1:${server.info.port}`);
}

/** What a route's handler is given. */
function contextOf(request, h) {
  const { res } = request.raw;
  return {
    method: request.method.toUpperCase(),
    url: request.raw.req.url,
    headers: request.headers,
    respond: (name, ...args) => h[name](...args),
    send(status, headers, body) {
      if (request.path === '/late') return sendNow(res, status, headers, body);
      const response = h.response(body).code(status);
      for (const [name, value] of Object.entries(headers)) response.header(name, value);
      return response;
    },
    write(chunk, type = 'text/plain') {
      // The only way in which hapi lets a handler begin a body and go on.
      if (!res.headersSent) res.writeHead(200, { 'content-type': type });
      res.write(chunk);
    },
    stream: (parts, type) => h.response(Readable.from(parts, { objectMode: false })).type(type),
    flash: () => h.form.read(),
    form: () => h.form,
    leave: (kind, text) => h.form.flash(kind, text),
    fault: breakPart,
    set: (name, value) => res.setHeader(name, value),
  };
}

/** What a handler returns goes out after it: to have answered whole before it throws it has to do without hapi. */
function sendNow(res, status, headers, body) {
  res.writeHead(status, headers);
  res.end(body);
}
