import type { Options } from '../../core/settings/options.ts';
import { answerClientError } from '../../hosting/node/client-error.ts';
import type { NodeReply, NodeRequestMessage } from '../../hosting/node/node-request.ts';
import { thrownValue } from '../../hosting/shared/thrown-value.ts';
import { appOf } from '../express/app.ts';
import { mountOnExpress } from '../express/mount.ts';
import { classesOf, createServer } from '../express/server.ts';
import type { NestAdapter, Platform } from './adapter.ts';

/** Mounts Halyard on the Express app inside a Nest app. */
export function nestOnExpress(adapter: NestAdapter, options: Options): Platform {
  const app = appOf(adapter.getInstance());
  const responder = mountOnExpress(app, options, { host: 'Nest', call: 'HalyardModule' });
  serveFaster(adapter);
  return {
    settings: responder.settings,
    fail: (reply, error) => void responder.fail(reply as NodeReply, thrownValue(error)),
    notFound: (reply) => void responder.respondWith(reply as NodeReply, 'notFound'),
    asked: (reply) => (reply as NodeReply).req as NodeRequestMessage,
  };
}

/** Replaces Nest's server, which is created after the modules. In the new one, requests and responses have the app's prototypes from the start. */
function serveFaster(adapter: NestAdapter): void {
  const { initHttpServer } = adapter;
  adapter.initHttpServer = function (options = {}) {
    const { httpsOptions } = options;
    const app = adapter.getInstance();
    if (httpsOptions) {
      initHttpServer.call(this, { ...options, httpsOptions: { ...classesOf(appOf(app)), ...httpsOptions } });
      (this.getHttpServer() as ReturnType<typeof createServer>).on('clientError', answerClientError);
      return;
    }
    initHttpServer.call(this, options);
    const server = createServer(app as never);
    // The first listener is Node's own. The others are Nest's, for `forceCloseConnections`.
    for (const listener of this.getHttpServer()?.listeners('connection').slice(1) ?? []) server.on('connection', listener as () => void);
    this.setHttpServer(server);
  };
}
