import { halyard } from 'halyard/node-http';
import { options } from '../child-options.mjs';
import { handlerAt } from '../orders-app.mjs';

const handle = handlerAt('/api');

export default halyard(options).listener((request, reply) => handle(request, reply) || reply.notFound());
