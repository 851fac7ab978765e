import { halyard } from 'halyard/fetch';
import { options } from '../child-options.mjs';
import { webHandlerAt } from '../web-orders.mjs';

const answer = halyard(options).fetch(webHandlerAt('/api'));

export { answer as GET, answer as HEAD, answer as POST };
