import { halyard } from 'halyard/fetch';
import { options } from '../child-options.mjs';
import { webHandlerAt } from '../web-orders.mjs';

const orders = webHandlerAt('/web');
const answer = halyard(options).fetch(async (request, reply, { params }) => {
  const { path = [] } = await params;
  return path[0] === 'params' ? reply.ok(path) : orders(request, reply);
});

export { answer as GET, answer as HEAD, answer as POST };
