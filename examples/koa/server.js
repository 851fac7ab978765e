import { createServer } from 'halyard/koa';
import { app } from './app.js';

const server = createServer(app);

server.on('error', ({ message }) => {
  console.error(`The server cannot listen: ${message}. Another port: PORT=8080 npm start`);
  process.exit(1);
});

server.listen(Number(process.env.PORT ?? 1337), () => {
  const harbour = `http://localhost:${server.address().port}`;
  const production =
    process.env.NODE_ENV === 'production'
      ? 'This is production: no client sees the errors themselves.'
      : 'In production no client sees the errors themselves: FLASH_SECRET=$(openssl rand -base64 32) NODE_ENV=production npm start';
  console.log(`
Kittiwake Harbour, on Koa, is open: ${harbour}
  The empty form comes back with its errors. The same as a program sees it:

  curl -i ${harbour}/berths/Z9                a berth that is not there: 404
  curl -i ${harbour}/berths/P1                one that is kept for the pilot boat: 403
  curl -i ${harbour}/tides                    a route that rejects: 500
  curl -i -X DELETE ${harbour}/berths/A1      a method that it does not have: 405
  curl -i -d "berth=Z9" ${harbour}/bookings   a booking with mistakes: 400 and what they are

${production}
Stop with Ctrl-C.
`);
});

// Pending requests get two seconds to end.
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    server.close();
    setTimeout(() => server.closeAllConnections(), 2_000).unref();
  });
}
