import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { berths, issues, lastMove, REFUSAL } from '../../harbour.mjs';
import { serve } from '../../servers/serve.mjs';
import { answerByHand } from '../answer-by-hand.mjs';

/** The code that users of Hono write themselves: HTTPException, a handler for unmatched routes and one for errors. */
const app = new Hono();

app.get('/berths', (c) => c.json(berths));
app.get('/bookings/check', () => {
  throw new HTTPException(400, { message: 'The booking cannot be made', cause: issues });
});
app.get('/cranes', () => {
  throw new HTTPException(403, { message: REFUSAL });
});
app.get('/moves/last', (c) => c.json(lastMove()));
app.get('/map/moves', (c) => c.json(lastMove()));

app.notFound((c) => {
  const [body, type] = answerByHand(c.req.raw, { status: 404 });
  return c.body(body, 404, { 'content-type': type });
});
app.onError((error, c) => {
  const about = error instanceof HTTPException ? { status: error.status, message: error.message, issues: error.cause } : { status: 500, error };
  const [body, type] = answerByHand(c.req.raw, about);
  return c.body(body, about.status, { 'content-type': type });
});

serve(() => createAdaptorServer({ fetch: app.fetch }));
