import type { Server } from 'node:http';
import type { Express } from 'express';
import type { Options } from '../../core/settings/options.ts';
import { appOf } from './app.ts';
import { mountOnExpress } from './mount.ts';
import './reply.ts';
import { createServer } from './server.ts';

export type { App } from './app.ts';
export { createServer } from './server.ts';

/**
 * Mounts Halyard on an Express app, 4 or 5: `halyard(app, await load({ root }))`, before or after the routes. From then on `res` has
 * the response methods, and unmatched routes and errors that no error handler of the app's answers arrive in the same place.
 *
 * @throws HalyardError E_NOT_AN_APP, E_MOUNTED_TWICE, E_NAME_TAKEN, and for options that cannot be used.
 */
export function halyard(app: Express, options: Options = {}): void {
  const native = appOf(app);
  mountOnExpress(native, options, { host: 'Express', call: 'halyard(app)' });

  native.listen = (...args) => {
    const server = createServer(app);
    const callback = args.at(-1);
    // Express 5 gives a failure to listen to the callback; Express 4 does not.
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
