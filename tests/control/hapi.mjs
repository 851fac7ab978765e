import { startHapi } from './hapi-app.mjs';

await startHapi();
