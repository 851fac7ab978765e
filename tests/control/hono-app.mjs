import { halyard } from 'halyard/hono';
import { Hono } from 'hono';
import { stream } from 'hono/streaming';
import { inRequest } from './faults.mjs';
import { controlOptions, register } from './options.mjs';
import { answerOf } from './web-context.mjs';

export async function honoApp() {
  const app = new Hono();
  halyard(app, await controlOptions());

  register((method, path, handler) => {
    app.on(method, path, (c) =>
      inRequest(() => {
        const { pathname, search } = new URL(c.req.url);
        const { reply } = c.var;
        const begin = (write, type) => {
          c.header('content-type', type);
          return stream(c, reply.streaming(write));
        };
        const set = (name, value) => c.header(name, value, { append: true });
        const status = (code) => c.status(code);
        return answerOf({ request: c.req.raw, url: `${pathname}${search}`, reply, begin, set, status, local: (name, value) => c.set(name, value) }, handler);
      }),
    );
  });
  return app;
}
