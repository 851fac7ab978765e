import { expect, it } from 'vitest';
import { AppFolder } from './app-folder.ts';

const APP = `
import { createServer } from 'node:http';
import { readdirSync } from 'node:fs';
import { Server } from 'socket.io';
import { io as connect } from 'socket.io-client';
import { halyard } from 'halyard/socket-io';
const server = createServer();
const io = new Server(server);
halyard(io, { environment: 'development', logger: false });
io.on('connection', (socket) => socket.on('pay', () => { throw new TypeError('the till is open'); }));
server.listen(0, '127.0.0.1', async () => {
  const { reference } = (await connect('http://127.0.0.1:' + server.address().port).emitWithAck('pay', {})).body;
  setTimeout(() => {
    const kept = readdirSync('node_modules/.cache/halyard').filter((name) => name.endsWith('-' + reference + '.json'));
    console.log('kept ' + kept.length + '\\nport ' + server.address().port);
  }, 500);
});
`;

it('keeps a failure over a socket, too', async () => {
  const app = new AppFolder('socket.io', 'socket.io-client');
  app.write('sockets.js', APP);
  const { child, log } = await app.serve('sockets.js');
  child.kill();
  expect(log()).toContain('kept 1');
  app.remove();
});
