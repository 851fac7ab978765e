// An app whose sockets get many requests at once, in a separate process. The parent starts this file with fork(). It sends its address, and
// its memory use on request.
import express from 'express';
import { createServer, halyard } from 'halyard/express';
import { halyard as sockets } from 'halyard/socket-io';
import { Server } from 'socket.io';

const options = { environment: 'production', logger: false };
const app = express();
halyard(app, options);
app.use(express.json());
app.post('/berths/:id', (req, res) => res.ok({ id: Number(req.params.id), boat: req.body.boat }));
app.post('/taken/:id', (req, res) => res.conflict(`Berth ${req.params.id} is taken`));
app.post('/broken/:id', async (req) => {
  throw new Error(`berth ${req.params.id}: S3CRET`);
});
app.get('/slow', async (_req, res) => {
  await new Promise((resolve) => setTimeout(resolve, 50));
  return res.serviceUnavailable();
});
app.get('/circular', (_req, res) => {
  const berth = {};
  berth.self = berth;
  return res.ok(berth);
});

const server = createServer(app);
// On a busy machine, a crowd of clients takes longer than a heartbeat.
const io = new Server(server, { pingTimeout: 180_000 });
const responses = sockets(io, options);
responses.answerVerbs();
io.on('connection', (socket) => {
  socket.on(
    'circular',
    responses.ack(async () => {
      const berth = {};
      berth.self = berth;
      return berth;
    }),
  );
});
server.listen(0, '127.0.0.1', () => process.send({ url: `http://127.0.0.1:${server.address().port}` }));

process.on('message', () => {
  global.gc();
  process.send({ heap: process.memoryUsage().heapUsed, sockets: io.engine.clientsCount });
});
process.once('disconnect', () => process.exit());
