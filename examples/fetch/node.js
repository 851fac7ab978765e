import { serve } from '@hono/node-server';
import { fetch } from './app.js';

const server = serve({ fetch, port: Number(process.env.PORT ?? 1337) }, ({ port }) => {
  const harbour = `http://localhost:${port}`;
  const production =
    process.env.NODE_ENV === 'production'
      ? 'This is production: no client sees the errors themselves.'
      : 'In production no client sees the errors themselves: FLASH_SECRET=$(openssl rand -base64 32) NODE_ENV=production npm start';
  console.log(`
Kittiwake Harbour is open: ${harbour}
  curl -i ${harbour}/berths/Z9                a berth that is not there: 404
  curl -i ${harbour}/berths/P1                one that is kept for the pilot boat: 403
  curl -i ${harbour}/tides                    a route that fails: 500
  curl -i -d "nights=99" ${harbour}/bookings  a booking with mistakes: 400 and what they are

${production}
Stop with Ctrl-C.
`);
});

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.close());
