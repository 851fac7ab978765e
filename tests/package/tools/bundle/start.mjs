import { load } from 'halyard/load';
import { halyard } from 'halyard/node-http';
import * as outOfStock from './outOfStock.mjs';

load({ root: process.cwd(), responses: { outOfStock } }).then((options) => {
  const server = halyard({ ...options, logger: false }).createServer((_request, reply) => reply.outOfStock('rope'));
  server.listen(0, '127.0.0.1', async () => {
    const answer = await fetch(`http://127.0.0.1:${server.address().port}/`);
    console.log(answer.status, JSON.parse(await answer.text()).detail);
    server.close();
  });
});
