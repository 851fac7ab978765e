import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { berths, issues, lastMove, REFUSAL } from '../../harbour.mjs';
import { serve } from '../../servers/serve.mjs';

/** Hono by default: plain text, and a line on the console for an unknown error. */
const app = new Hono();
// The line would be most of the measurement. So it goes to the same place as the logs of the other servers.
console.error = () => {};

app.get('/berths', (c) => c.json(berths));
app.get('/bookings/check', () => {
  throw new HTTPException(400, { message: issues.map(({ message }) => message).join('\n') });
});
app.get('/cranes', () => {
  throw new HTTPException(403, { message: REFUSAL });
});
app.get('/moves/last', (c) => c.json(lastMove()));

serve(() => createAdaptorServer({ fetch: app.fetch }));
