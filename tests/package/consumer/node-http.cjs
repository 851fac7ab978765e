const { load } = require('halyard/load');
const { halyard } = require('halyard/node-http');

load({ root: __dirname }).then((options) => {
  const app = halyard({ ...options, logger: false });
  const server = app.createServer((request, reply) => {
    if (request.url === '/rope') return reply.outOfStock('rope');
    if (request.url === '/broken') throw new Error('the winch is jammed');
    return reply.notFound();
  });
  server.listen(0, '127.0.0.1', () => console.log(server.address().port));
});
