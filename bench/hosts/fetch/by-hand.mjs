import { createAdaptorServer } from '@hono/node-server';
import { berths, issues, lastMove, REFUSAL } from '../../harbour.mjs';
import { serve } from '../../servers/serve.mjs';
import { answerByHand } from '../answer-by-hand.mjs';

/** The code that people write around a function of a Request: a try, and an answer in one of two formats. */
class Refusal extends Error {
  constructor(status, message, more) {
    super(message);
    Object.assign(this, { status, ...more });
  }
}

const route = (request) => {
  switch (new URL(request.url).pathname) {
    case '/berths':
      return Response.json(berths);
    case '/bookings/check':
      throw new Refusal(400, 'The booking cannot be made', { issues });
    case '/cranes':
      throw new Refusal(403, REFUSAL);
    case '/moves/last':
    case '/map/moves':
      return Response.json(lastMove());
    default:
      throw new Refusal(404, '');
  }
};

const handler = (request) => {
  try {
    return route(request);
  } catch (error) {
    const about = error instanceof Refusal ? error : { status: 500, error };
    const [body, type] = answerByHand(request, about);
    return new Response(body, { status: about.status, headers: { 'content-type': type } });
  }
};

serve(() => createAdaptorServer({ fetch: handler }));
