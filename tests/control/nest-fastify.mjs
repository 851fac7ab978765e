import { startNest } from './nest-fastify-app.mjs';

await startNest();
