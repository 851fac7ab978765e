import { createServer } from 'node:http2';
import { app } from './koa-app.mjs';
import { listening } from './options.mjs';

// Without TLS: a client that speaks HTTP/2 from the first byte.
listening(createServer(app.callback()));
