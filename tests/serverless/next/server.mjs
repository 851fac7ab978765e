// Serves a built app of Next.js, as `next start` does, and sends the port to the test.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const next = createRequire(join(process.cwd(), 'package.json'))('next');

const app = next({ dev: false, dir: process.cwd(), hostname: '127.0.0.1' });
await app.prepare();
const server = createServer(app.getRequestHandler());
server.listen(0, '127.0.0.1', () => process.send(server.address()));
