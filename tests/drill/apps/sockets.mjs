// An app of sockets. SOCKETS names its kind; each listener of the app that runs writes a line into the file SOCKETS_FILE.
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';
import express from 'express';
import { halyard as onExpress } from 'halyard/express';
import { halyard as onNode } from 'halyard/node-http';
import { halyard as onSockets } from 'halyard/socket-io';
import { halyard as onWebSockets } from 'halyard/ws';
import { Server } from 'socket.io';
import { WebSocketServer } from 'ws';

const { SOCKETS: kind, SOCKETS_FILE: file } = process.env;
const called = (what) => appendFileSync(file, `${what}\n`);
const own = kind.includes('leaks') && {
  notFound(error) {
    return this.default({ visitor: this.req.handshake.headers.cookie, trace: error?.stack });
  },
};
const options = { logger: false, ...(own && { responses: own }) };

const listenTo = (io) => {
  for (const namespace of [io, io.of('/shop')]) {
    namespace.on('connection', (socket) => {
      called('connection');
      socket.onAny((name) => called(`any ${name}`));
      socket.on('order', () => called('order'));
      socket.on('disconnect', () => called('disconnect'));
    });
  }
};

const apps = {
  express() {
    const app = express();
    onExpress(app, options);
    const server = createServer(app);
    const io = new Server(server, { path: '/live' });
    onSockets(io, options);
    listenTo(io);
    return server;
  },
  alone() {
    const server = createServer();
    const io = new Server(server);
    onSockets(io, options);
    listenTo(io);
    return server;
  },
  leaks: () => apps.alone(),
  'ws leaks': () => apps.ws(),
  refuses() {
    const server = onNode(options).createServer((_, res) => res.notFound());
    const io = new Server(server);
    onSockets(io, options);
    const members = (socket, next) => {
      if (socket.handshake.auth.token === 'a member' || socket.handshake.headers['x-member'] === 'yes') next();
      else next(Object.assign(new Error('Members only'), { data: { status: 401 } }));
    };
    io.use(members);
    io.of('/shop').use(members);
    listenTo(io);
    return server;
  },
  'only websocket'() {
    const server = createServer();
    onSockets(new Server(server, { transports: ['websocket'] }), options);
    return server;
  },
  ws() {
    const app = express();
    onExpress(app, options);
    const server = createServer(app);
    const wss = new WebSocketServer({ server, path: '/feed' });
    onWebSockets(wss, options);
    wss.on('connection', () => called('connection'));
    server.on('upgrade', () => called('upgrade'));
    return server;
  },
  'ws refuses'() {
    const server = onNode(options).createServer((_, res) => res.notFound());
    const wss = new WebSocketServer({ server, verifyClient: ({ req }) => req.headers['x-member'] === 'yes' });
    onWebSockets(wss, options);
    wss.on('connection', () => called('connection'));
    return server;
  },
  'ws noServer'() {
    const server = onNode(options).createServer((_, res) => res.notFound());
    const wss = new WebSocketServer({ noServer: true });
    const responses = onWebSockets(wss, options);
    wss.on('connection', () => called('connection'));
    const upgrade = responses.upgrade((request, socket, head) => {
      called('upgrade');
      wss.handleUpgrade(request, socket, head, (client) => wss.emit('connection', client, request));
    });
    server.on('upgrade', upgrade);
    return server;
  },
};

export const server = apps[kind]();
