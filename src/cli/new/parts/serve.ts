import { LISTENING } from './server.ts';

/** `listen.ts` on a host whose app is a function from Request to Response: the package turns the requests of Node's server into Requests. */
export const SERVE = (fetch: string): string => `import { once } from 'node:events';
import { createAdaptorServer } from '@hono/node-server';
import { createApp } from './app.ts';
«import type { AddressInfo } from 'node:net';
»
${LISTENING}
/** Starts the app on a port. 0 takes any free one. */
export async function listen(wanted«: number»)«: Promise<Listening>» {
  const server = createAdaptorServer({ fetch: ${fetch} });
  server.listen(wanted);
  await once(server, 'listening');
  const { port } = server.address()« as AddressInfo»;
  return { port, close: () => server.close() };
}
`;
