// A server of production on the host COUNTED_HOST, as its owner starts it: no drill opens a door.
import { serveApp } from '../../../dist/drill/child/serve-app.js';
import { app } from './counting.mjs';

const server = await serveApp(app);
process.send(server.address().port);
