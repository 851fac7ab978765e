import { Readable } from 'node:stream';
import Router from '@koa/router';
import { halyard } from 'halyard/koa';
import Koa from 'koa';
import { breakPart, inRequest } from './faults.mjs';
import { controlOptions, register } from './options.mjs';

export const app = new Koa();
halyard(app, await controlOptions());
app.use((_context, next) => inRequest(next));

const router = new Router();
register((method, path, handler) => {
  router.register(path, [method], (context) => handler(koaContext(context)));
});
app.use(router.routes()).use(router.allowedMethods());

/** The context of a route's handler. */
function koaContext(context) {
  return {
    method: context.method,
    url: context.originalUrl,
    headers: context.headers,
    respond: (name, ...args) => context[name](...args),
    send(status, headers, body) {
      if (context.path === '/late') return sendNow(context, status, headers, body);
      context.status = status;
      context.set(headers);
      context.body = body;
      return undefined;
    },
    write(chunk, type = 'text/plain') {
      // This is the only way in which Koa lets a handler start a body and continue.
      context.respond = false;
      if (!context.res.headersSent) context.res.writeHead(200, { 'content-type': type });
      context.res.write(chunk);
    },
    stream(parts, type) {
      context.type = type;
      context.body = Readable.from(parts);
    },
    flash: () => context.form.read(),
    form: () => context.form,
    leave: (kind, text) => context.form.flash(kind, text),
    fault: breakPart,
    local(name, value) {
      context.state[name] = value;
    },
    status(status) {
      context.status = status;
    },
    set: (name, value) => context.set(name, value),
  };
}

/** Koa sends what a handler sets after the handler has ended. To send a whole answer and then throw, the handler must bypass Koa. */
function sendNow(context, status, headers, body) {
  context.respond = false;
  context.res.writeHead(status, headers);
  context.res.end(body);
}
