import { createServer } from 'node:http2';
import { createAdaptorServer } from '@hono/node-server';
import { fetchApp } from './fetch-app.mjs';
import { listening } from './options.mjs';

// Without TLS, for a client that uses HTTP/2 from the first byte.
listening(createAdaptorServer({ fetch: await fetchApp(), hostname: '127.0.0.1', createServer }));
