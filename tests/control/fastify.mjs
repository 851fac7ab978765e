import { startFastify } from './fastify-app.mjs';

await startFastify();
