import Fastify from 'fastify';
import { berths, issues, lastMove, REFUSAL } from '../../harbour.mjs';
import { logger } from '../../servers/logger.mjs';
import { serve } from '../../servers/serve.mjs';

/** Fastify with its default handlers, which send everything as JSON. */
serve(async () => {
  const app = Fastify({ loggerInstance: logger });
  const refused = (statusCode, message, more) => Object.assign(new Error(message), { statusCode }, more);

  app.get('/berths', async () => berths);
  app.get('/bookings/check', async () => {
    throw refused(400, issues.map(({ message }) => message).join(' '));
  });
  app.get('/cranes', async () => {
    throw refused(403, REFUSAL);
  });
  app.get('/moves/last', async () => lastMove());
  app.get('/map/moves', async () => lastMove());
  await app.ready();
  return app.server;
});
