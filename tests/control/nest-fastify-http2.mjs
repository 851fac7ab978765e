import { startNest } from './nest-fastify-app.mjs';

// Without TLS, for a client that uses HTTP/2 from the first byte.
await startNest({ http2: true });
