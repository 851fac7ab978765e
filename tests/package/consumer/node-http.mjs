import { load } from 'halyard/load';
import { halyard } from 'halyard/node-http';

const app = halyard({ ...(await load({ root: import.meta.dirname })), logger: false });
const server = app.createServer((request, reply) => {
  if (request.url === '/rope') return reply.outOfStock('rope');
  if (request.url === '/broken') throw new Error('the winch is jammed');
  return reply.notFound();
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
