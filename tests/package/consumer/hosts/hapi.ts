import Hapi from '@hapi/hapi';
import { halyard } from 'halyard/hapi';
import { load } from 'halyard/load';

const server = Hapi.server({ port: 1337 });
await server.register({ plugin: halyard, options: await load({ root: '.' }) });
server.route({
  method: 'POST',
  path: '/bookings',
  handler: (_request, h) => {
    // @ts-expect-error A message is a string.
    h.notFound(404);
    return h.badRequest([{ path: ['nights'], message: 'From 1 to 14' }], '/bookings/new');
  },
});
await server.start();
// @ts-expect-error There is no such option.
await server.register({ plugin: halyard, options: { verbose: true } });
