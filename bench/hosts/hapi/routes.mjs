import Hapi from '@hapi/hapi';

/** The same server and routes for every variant. Each variant has its own answers. Returns the server's listener when the server is ready. */
export async function serverOf({ berths, check, cranes, moves }, prepare) {
  const server = Hapi.server({ debug: false });
  await prepare(server);
  server.route([
    { method: 'GET', path: '/berths', handler: berths },
    { method: 'GET', path: '/bookings/check', handler: check },
    { method: 'GET', path: '/cranes', handler: cranes },
    { method: 'GET', path: '/moves/last', handler: moves },
    { method: 'GET', path: '/map/moves', handler: moves },
  ]);
  await server.initialize();
  return server.listener;
}
