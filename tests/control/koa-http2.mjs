import { createServer } from 'node:http2';
import { app } from './koa-app.mjs';
import { listening } from './options.mjs';

// Without TLS, for a client that uses HTTP/2 from the first byte.
listening(createServer(app.callback()));
