import { createServer } from 'node:http2';
import { halyard } from 'halyard/node-http';
import { inRequest } from './faults.mjs';
import { exactRoutes, nodeContext } from './node-context.mjs';
import { controlOptions, listening, register } from './options.mjs';

const app = halyard(await controlOptions());
const routeOf = exactRoutes(register);

// Without TLS, for a client that uses HTTP/2 from the first byte.
listening(
  createServer(
    app.http2,
    app.http2Listener((request, reply) =>
      inRequest(() => {
        const handler = routeOf(request);
        return handler === undefined ? reply.notFound() : handler(nodeContext(request, reply));
      }),
    ),
  ),
);
