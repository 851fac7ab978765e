import type { Server as HttpServer } from 'node:http';
import Hapi, { type Lifecycle } from '@hapi/hapi';
import type { Options } from 'halyard';

// The module name is a value, so that the compiler does not load its types: the toolkit already has those of src/.
const { halyard } = await import('halyard/hapi' as string);

// biome-ignore lint/suspicious/noExplicitAny: the replies of several hosts
type AnyReply = any;
type Routes = Readonly<Record<string, (res: AnyReply, asked: { body: unknown; query: unknown; req: AnyReply }) => unknown>>;

/** A server of hapi with the routes. A handler returns its response. */
export const hapiHost =
  (routes: Routes) =>
  async (options: Options): Promise<HttpServer> => {
    const server = Hapi.server({ autoListen: false, debug: false });
    await server.register({ plugin: halyard, options });
    for (const [path, route] of Object.entries(routes)) {
      const handler: Lifecycle.Method = async (request, h) => {
        const result = await route(withNodes(h), { body: request.payload ?? undefined, query: { ...request.query }, req: request.raw.req });
        return (result ?? h.abandon) as Lifecycle.ReturnValue;
      };
      server.route({ method: 'GET', path, handler });
      server.route({ method: '*', path, options: { payload: { maxBytes: 100 * 1024 } }, handler });
    }
    await server.start();
    return server.listener as HttpServer;
  };

/** A route that writes by itself uses Node's response. It returns nothing, and hapi leaves the request to it. */
function withNodes(h: AnyReply): AnyReply {
  const { res } = h.request.raw;
  const call =
    (name: string) =>
    (...args: unknown[]): void =>
      void res[name](...args);
  return Object.assign(Object.create(h), { writeHead: call('writeHead'), write: call('write'), end: call('end') });
}
