import { createServer } from 'halyard/express';
import { app } from './app.js';

const port = process.env.PORT ?? '1337';
if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
  fail(`PORT is ${JSON.stringify(port)}. Expected a number from 0 to 65535, such as PORT=8080; 0 takes any free port.`);
}

const server = createServer(app);

server.on('error', ({ code, message }) => {
  if (code === 'EADDRINUSE')
    fail(`Port ${port} is in use by another program, perhaps by this one in another terminal. Stop that, or choose another port: PORT=8080 npm start`);
  if (code === 'EACCES') fail(`Port ${port} may not be opened by this user. Choose one above 1023: PORT=8080 npm start`);
  fail(`The server cannot listen on port ${port}: ${message}`);
});

server.listen(Number(port), () => {
  const harbour = `http://localhost:${server.address().port}`;
  const production =
    process.env.NODE_ENV === 'production'
      ? 'This is production: no client sees the errors themselves.'
      : 'In production no client sees the errors themselves: FLASH_SECRET=$(openssl rand -base64 32) NODE_ENV=production npm start';
  console.log(`
Kittiwake Harbour is open: ${harbour}
  Every response, with links to try it. The same addresses, as a program sees them:

  curl -i ${harbour}/berths/Z9                a berth that is not there: 404
  curl -i ${harbour}/berths/P1                one that is kept for the pilot boat: 403
  curl -i ${harbour}/tides                    an action that rejects: 500
  curl -i -d "nights=99" ${harbour}/bookings  a booking with mistakes: 400 and what they are
  curl -i -H "Accept: text/html" ${harbour}/no/such/page
                                                          what a browser gets

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

function fail(message) {
  console.error(message);
  process.exit(1);
}
