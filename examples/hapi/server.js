import { server } from './app.js';

try {
  await server.start();
} catch ({ message }) {
  console.error(`The server cannot start: ${message}. Another port: PORT=8080 npm start`);
  process.exit(1);
}

const bakery = `http://localhost:${server.info.port}`;
const production =
  process.env.NODE_ENV === 'production'
    ? 'This is production: no client sees the errors themselves.'
    : 'In production no client sees the errors themselves: FLASH_SECRET=$(openssl rand -base64 32) NODE_ENV=production npm start';
console.log(`
The bakery is open: ${bakery}
  Send the empty form: it comes back with its errors. The same as a program sees it:

  curl -i ${bakery}/breads/corn             a bread that is not there: 404
  curl -i ${bakery}/breads/wedding          one that is made to order: 403
  curl -i ${bakery}/oven                    a route that fails: 500
  curl -i -d "bread=corn" ${bakery}/orders  an order with mistakes: 400 and what they are

${production}
Stop with Ctrl-C.
`);

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => server.stop({ timeout: 2_000 }));
