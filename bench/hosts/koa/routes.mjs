import Router from '@koa/router';

/** The same router for every variant. Each variant has its own answers. */
export function routesOf({ berths, check, cranes, moves }) {
  const router = new Router();
  router.get('/berths', berths);
  router.get('/bookings/check', check);
  router.get('/cranes', cranes);
  router.get(['/moves/last', '/map/moves'], moves);
  return router.routes();
}
