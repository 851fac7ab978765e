import { startFastify } from './fastify-app.mjs';

// Without TLS: a client that speaks HTTP/2 from the first byte.
await startFastify({ http2: true });
