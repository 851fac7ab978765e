import type { Server } from 'node:http';
import type { Express, Request } from 'express';
import type { Options } from '../../core/settings/options.ts';
import { appOf } from './app.ts';
import { mountOnExpress } from './mount.ts';
import './reply.ts';
import { createServer } from './server.ts';

export type { App } from './app.ts';
export { createServer } from './server.ts';

/**
 * Mounts Halyard on an Express app (4 or 5), before or after its routes. After that, `res` has the response methods and `res.form`. Halyard answers
 * unmatched routes, and errors that no error handler of the app handles.
 *
 * @param app The app, as `express()` returns it.
 * @param options The options of Halyard. `load()` of `halyard/load` reads responses and views from the app's folder.
 * @throws HalyardError E_NOT_AN_APP if `app` is not an Express app, E_MOUNTED_TWICE if Halyard is mounted already, E_NAME_TAKEN if `res` has a member
 * with the name of a response.
 * @throws HalyardError E_OPTION or E_OPTION_UNKNOWN for an invalid option, E_RESPONSE_DEFINITION or E_NAME_RESERVED for an invalid response of the app.
 * @example
 * const app = express();
 * halyard(app, await load({ root: import.meta.dirname }));
 * app.get('/orders/:id', (req, res) => res.notFound('There is no such order'));
 */
export function halyard(app: Express, options: Options<Request> = {}): void {
  const native = appOf(app);
  mountOnExpress(native, options, { host: 'Express', call: 'halyard(app)' });

  native.listen = (...args) => {
    const server = createServer(app);
    const callback = args.at(-1);
    // Express 5 passes an error of listening to the callback. Express 4 does not.
    if (typeof callback === 'function' && native.lazyrouter === undefined) {
      const once = onceOnly(callback as () => void);
      server.once('error', once);
      args[args.length - 1] = once;
    }
    return (server.listen as (...args: unknown[]) => Server)(...args);
  };
}

function onceOnly(callback: (...args: unknown[]) => void): (...args: unknown[]) => void {
  let called = false;
  return (...args) => {
    if (!called) callback(...args);
    called = true;
  };
}
