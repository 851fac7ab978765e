import { halyard } from 'halyard/fetch';
import { inRequest } from './faults.mjs';
import { exactRoutes } from './node-context.mjs';
import { controlOptions, register } from './options.mjs';
import { answerOf } from './web-context.mjs';

/** The fixture as a function from a Request to a Response, for any server of such functions. */
export async function fetchApp() {
  const app = halyard(await controlOptions());
  const routeOf = exactRoutes(register);

  return app.fetch((request, reply) =>
    inRequest(() => {
      const { pathname, search } = new URL(request.url);
      const handler = routeOf({ method: request.method, url: pathname });
      if (handler === undefined) return reply.notFound();
      const begin = (write, type) => reply.stream(write, { headers: { 'content-type': type } });
      const set = (name, value) => reply.headers.append(name, value);
      return answerOf({ request, url: `${pathname}${search}`, reply, begin, set }, handler);
    }),
  );
}
