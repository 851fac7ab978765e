import type { Server } from 'node:http';
import type { DisclosureSettings } from '../../core/settings/settings.ts';
import { HalyardError } from '../../core/values/errors.ts';
import type { PROOF } from '../../hosting/node/proof-link.ts';
import type { Routed } from './layers.ts';
import type { ViewApp } from './views.ts';

/** The members of an Express app (4 or 5) that Halyard uses. */
export interface App extends ViewApp, Routed {
  handle(request: object, response: object, callback?: (error?: unknown) => void): void;
  response: object;
  request: object;
  listen(...args: unknown[]): Server;
  /** The development proof of the app, if Halyard is mounted with one. */
  readonly [PROOF]?: DisclosureSettings['proof'];
}

/**
 * The app, checked.
 *
 * @throws HalyardError E_NOT_AN_APP
 */
export function appOf(app: unknown): App {
  if (typeof app === 'function' && typeof (app as Partial<App>).handle === 'function' && typeof (app as Partial<App>).response === 'object')
    return app as unknown as App;
  throw new HalyardError('E_NOT_AN_APP', {
    found: app === undefined ? 'undefined' : `a value of type ${typeof app}`,
    expected: 'the return value of express()',
  });
}
