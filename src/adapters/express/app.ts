import type { Server } from 'node:http';
import type { DisclosureSettings } from '../../core/settings/settings.ts';
import { HalyardError } from '../../core/values/errors.ts';
import type { PROOF } from '../../hosting/node/proof-link.ts';
import type { ViewApp } from './views.ts';

/** What we use of an Express app, 4 or 5. */
export interface App extends ViewApp {
  handle(request: object, response: object, callback?: (error?: unknown) => void): void;
  response: object;
  request: object;
  listen(...args: unknown[]): Server;
  /** Express 5. */
  readonly router?: { readonly stack?: readonly object[] };
  /** Express 4, where `router` is a getter that throws. */
  readonly _router?: { readonly stack?: readonly object[] };
  lazyrouter?: unknown;
  /** Where Halyard is mounted with a proof. */
  readonly [PROOF]?: DisclosureSettings['proof'];
}

export function appOf(app: unknown): App {
  if (typeof app === 'function' && typeof (app as Partial<App>).handle === 'function' && typeof (app as Partial<App>).response === 'object')
    return app as unknown as App;
  throw new HalyardError('E_NOT_AN_APP', { found: app === undefined ? 'undefined' : `a value of type ${typeof app}`, expected: 'what express() gives' });
}
