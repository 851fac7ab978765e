import express from 'express';
import { createServer, halyard } from 'halyard/express';
import { load } from 'halyard/load';

const app = express();
halyard(app, { ...(await load({ root: import.meta.dirname })), logger: false });
app.get('/rope', (_request, reply) => reply.outOfStock('rope'));
app.get('/broken', () => {
  throw new Error('the winch is jammed');
});
const server = createServer(app);
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
