import { halyard } from 'halyard/node-http';
import { inRequest } from './faults.mjs';
import { exactRoutes, nodeContext } from './node-context.mjs';
import { controlOptions, listening, register } from './options.mjs';

const app = halyard(await controlOptions());
const routeOf = exactRoutes(register);

listening(
  app.createServer((request, reply) =>
    inRequest(() => {
      const handler = routeOf(request);
      return handler === undefined ? reply.notFound() : handler(nodeContext(request, reply));
    }),
  ),
);
