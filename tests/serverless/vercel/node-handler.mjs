import { halyard } from 'halyard/node-http';
import { options } from '../child-options.mjs';
import { handlerAt } from '../orders-app.mjs';

const handle = handlerAt('/api');

export default halyard(options).listener((request, reply) => {
  // Vercel parses the body when it is read.
  if (request.url === '/api/body') return reply.ok(request.body);
  return handle(request, reply) || reply.notFound();
});
