import { createAdaptorServer } from '@hono/node-server';
import { berths, issues, lastMove, REFUSAL } from '../../harbour.mjs';
import { serve } from '../../servers/serve.mjs';

/** A plain function of a Request. The server answers a thrown error with an empty 500. */
const handler = (request) => {
  switch (new URL(request.url).pathname) {
    case '/berths':
      return Response.json(berths);
    case '/bookings/check':
      return Response.json(issues, { status: 400 });
    case '/cranes':
      return new Response(REFUSAL, { status: 403 });
    case '/moves/last':
      return Response.json(lastMove());
    default:
      return new Response('Not Found', { status: 404 });
  }
};

serve(() => createAdaptorServer({ fetch: handler }));
