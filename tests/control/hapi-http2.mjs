import { createServer } from 'node:http2';
import { startHapi } from './hapi-app.mjs';

// Without TLS: a client that speaks HTTP/2 from the first byte.
await startHapi({ listener: createServer() });
