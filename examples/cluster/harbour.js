// One of the processes. It serves browsers and API clients over HTTP, sends sockets the same answers, and sends news to the clients of every process.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createAdapter } from '@socket.io/redis-streams-adapter';
import express from 'express';
import { createServer, halyard } from 'halyard/express';
import { redisFlash } from 'halyard/forms';
import { load } from 'halyard/load';
import { halyard as halyardSockets } from 'halyard/socket-io';
import { Server } from 'socket.io';
import { connectRedis } from './redis.js';

const root = import.meta.dirname;
const redis = await connectRedis(process.env.REDIS_URL ?? 'redis://127.0.0.1:6379');

// The flash of a form is stored in Redis, because another process may show the page.
const options = { ...(await load({ root })), flash: { store: redisFlash(redis) } };
const app = express().disable('x-powered-by');
halyard(app, options);

const server = createServer(app);
const io = new Server(server, {
  // A Redis stream carries the news between the processes. A socket that reconnects gets the news that it missed from the stream.
  adapter: createAdapter(redis),
  connectionStateRecovery: {},
  // Long polling would have to reach the same process each time. A WebSocket stays in its process.
  transports: ['websocket'],
});
const responses = halyardSockets(io, options);
// sails.io.js runs in the page. Each of its requests goes through the routes below.
responses.answerVerbs();

app.use((_req, res, next) => {
  res.setHeader('x-process', process.pid);
  next();
});
app.get('/sails.io.js', (_req, res) => res.sendFile(createRequire(import.meta.url).resolve('sails.io.js/dist/sails.io.js')));
app.use(express.static(join(root, 'public')));
app.use(express.json({ limit: '4kb' }), express.urlencoded({ limit: '4kb' }));

app.get('/', async (_req, res) => res.ok({ bookings: await bookings() }, { view: 'harbour' }));

app
  .route('/bookings')
  .get(async (_req, res) => res.ok(await bookings()))
  .post(async (req, res) => {
    const boat = String(req.body?.boat ?? '').trim();
    // A form goes back to its page, with its errors and the typed text. A program and a socket get a 400.
    if (boat === '') return res.badRequest([{ path: ['boat'], message: 'Say the name of the boat' }], '/');
    const booking = { id: await redis.incr('harbour:last'), boat: boat.slice(0, 40) };
    await redis.rPush('harbour:bookings', JSON.stringify(booking));
    io.emit('booked', booking);
    if (req.accepts('html', 'json') === 'html') return res.redirect(303, '/');
    return res.created(booking, `/bookings/${booking.id}`);
  });

app.delete('/bookings/:id', (_req, res) => res.forbidden('Only the harbour master may cancel a booking.'));
app.get('/tides', async () => {
  throw new Error('no answer from the tide gauge at tides.internal');
});

io.on('connection', (socket) => {
  socket.on(
    'which process',
    responses.ack(async () => process.pid),
  );
});

async function bookings() {
  const lines = await redis.lRange('harbour:bookings', -20, -1);
  return lines.map((line) => JSON.parse(line));
}

server.listen(Number(process.env.PORT ?? 1337));

// Disconnects the sockets, so that they reconnect. Their session data is written to Redis before this process ends.
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    await io.close();
    setTimeout(() => process.exit(0), 250);
  });
}
// Without the first process there is no port.
process.once('disconnect', () => process.exit(0));
