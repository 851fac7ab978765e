import { startNest } from './nest-fastify-app.mjs';

// Without TLS: a client that speaks HTTP/2 from the first byte.
await startNest({ http2: true });
