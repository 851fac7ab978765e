import { startFastify } from './fastify-app.mjs';

// Without TLS, for a client that uses HTTP/2 from the first byte.
await startFastify({ http2: true });
