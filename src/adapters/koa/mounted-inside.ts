import { pathForLog } from '../../core/report/report.ts';
import type { FormVisits } from '../../hosting/node/form-visits.ts';
import type { NodeSettings } from '../../hosting/node/node-settings.ts';
import type { MaintenanceGate } from '../../hosting/shared/maintenance-gate.ts';
import type { KoaApp, KoaContext, Middleware } from './app.ts';
import { logOnce } from './contexts.ts';
import { type KoaReply, replyOf } from './reply.ts';

interface Elsewhere {
  readonly settings: NodeSettings;
  readonly visits: FormVisits<KoaContext>;
  readonly gate: MaintenanceGate<KoaReply> | undefined;
}

/**
 * Handles an app that is mounted inside another app (koa-mount). Its middleware runs with contexts of the outer app, which answers errors and
 * unmatched routes. The response methods are put on those contexts, and Halyard logs once that the outer app answers the rest.
 */
export function handleMountedInside(app: KoaApp, names: readonly string[], { settings, visits, gate }: Elsewhere): void {
  const descriptors = Object.fromEntries(names.map((name) => [name, Object.getOwnPropertyDescriptor(app.context, name) as PropertyDescriptor]));
  const layers = new WeakMap<object, object>();
  const layerOver = (outer: object): object => {
    const known = layers.get(outer);
    if (known !== undefined) return known;
    const layer = Object.create(outer, descriptors) as object;
    layers.set(outer, layer);
    return layer;
  };
  const enter: Middleware = async (context, next) => {
    // The option of this app is for its own part of the addresses.
    const closed = gate?.(replyOf(context as KoaContext));
    if (closed === undefined) return next();
    await closed.sending;
  };
  const guest: Middleware = async (context, next) => {
    if ('negotiate' in context) return enter(context, next);
    logOnce(
      settings.report,
      'elsewhere',
      `halyard: the app it is mounted on runs inside another one, for ${pathForLog(context.originalUrl)}: errors and unmatched routes are answered by that one. Mount Halyard on it: halyard(outerApp, options).`,
    );
    Object.setPrototypeOf(context, layerOver(Object.getPrototypeOf(context) as object));
    await visits.arrive(context as KoaContext);
    return enter(context, next);
  };
  // Another app that composes this app's middleware runs the guest. The app itself does not need it, so it is filtered out below.
  app.middleware.unshift(guest);
  const { compose } = app;
  app.compose = (middleware) =>
    compose.call(
      app,
      middleware.filter((one) => one !== guest),
    );
}
