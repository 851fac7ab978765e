// An app with an old release of Express, and an old release of Socket.IO on the same server. It prints the acks of three messages.
import { once } from 'node:events';
import { createServer } from 'node:http';
import express from 'express';
import { notFound } from 'halyard';
import { halyard } from 'halyard/express';
import { halyard as halyardOnSockets } from 'halyard/socket-io';
import { Server } from 'socket.io';
import { io as connect } from 'socket.io-client';

const app = express();
halyard(app, { logger: false });
app.get('/orders/7', (_req, res) => res.notFound('There is no such order'));

const server = createServer(app);
const io = new Server(server);
const responses = halyardOnSockets(io, { logger: false });
responses.answerVerbs();
io.on('connection', (socket) => {
  socket.on(
    'order',
    responses.ack(() => {
      throw notFound('There is no such order');
    }),
  );
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');

const socket = connect(`http://127.0.0.1:${server.address().port}`);
const ask = (event, message) => new Promise((resolve) => socket.emit(event, message, resolve));
const { body } = await ask('order', {});
const verb = await ask('get', { url: '/orders/7', headers: { accept: 'application/json' } });
const nowhere = await ask('get', { url: '/nowhere', headers: { accept: 'application/json' } });
console.log(JSON.stringify([body.detail, verb.statusCode, verb.body.detail, nowhere.statusCode]));
socket.close();
await io.close();
