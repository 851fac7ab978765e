import { app } from './app.js';

const port = process.env.PORT ?? '1337';
if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
  console.error(`PORT is ${JSON.stringify(port)}. Expected a number from 0 to 65535, such as PORT=8080; 0 takes any free port.`);
  process.exit(1);
}

try {
  await app.listen({ port: Number(port), host: '127.0.0.1' });
} catch ({ code, message }) {
  console.error(
    code === 'EADDRINUSE'
      ? `Port ${port} is in use by another program. Stop that, or choose another port: PORT=8080 npm start`
      : `The server cannot start: ${message}`,
  );
  process.exit(1);
}

const harbour = `http://localhost:${app.server.address().port}`;
const production =
  process.env.NODE_ENV === 'production'
    ? 'This is production: no client sees the errors themselves.'
    : 'In production no client sees the errors themselves: FLASH_SECRET=$(openssl rand -base64 32) NODE_ENV=production npm start';
console.log(`
Kittiwake Harbour is open: ${harbour}
  ${harbour}/bookings/new is a form: leave something out. The same addresses, as a program sees them:

  curl -i ${harbour}/berths/Z9                a berth that is not there: 404
  curl -i ${harbour}/berths/P1                one that is kept for the pilot boat: 403
  curl -i ${harbour}/tides                    a route that fails: 500
  curl -i -d "boat=Petrel" ${harbour}/bookings  a booking with mistakes: 400 and what they are
  curl -i ${harbour}/radio/channels           a part of the app with options of its own: text
  curl -i -H "Accept: text/html" ${harbour}/no/such/page
                                                          what a browser gets

${production}
Stop with Ctrl-C.
`);

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => app.close());
