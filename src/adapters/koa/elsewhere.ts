import { pathForLog } from '../../core/report/report.ts';
import type { FormVisits } from '../../hosting/node/form-visits.ts';
import type { NodeSettings } from '../../hosting/node/node-settings.ts';
import type { KoaApp, KoaContext, Middleware } from './app.ts';
import { logOnce } from './contexts.ts';

interface Elsewhere {
  readonly settings: NodeSettings;
  readonly visits: FormVisits<KoaContext>;
}

/**
 * The app inside another one (koa-mount): its middleware runs with contexts of the other, which has the last word. It finds the response
 * methods there all the same; that the rest is not ours, is told of once.
 */
export function mindElsewhere(app: KoaApp, names: readonly string[], { settings, visits }: Elsewhere): void {
  const descriptors = Object.fromEntries(names.map((name) => [name, Object.getOwnPropertyDescriptor(app.context, name) as PropertyDescriptor]));
  const layers = new WeakMap<object, object>();
  const layerOver = (outer: object): object => {
    const known = layers.get(outer);
    if (known !== undefined) return known;
    const layer = Object.create(outer, descriptors) as object;
    layers.set(outer, layer);
    return layer;
  };
  const guest: Middleware = async (context, next) => {
    if ('negotiate' in context) return next();
    logOnce(
      settings.report,
      'elsewhere',
      `halyard: the app it is mounted on runs inside another one, for ${pathForLog(context.originalUrl)}: errors and unmatched routes are answered by that one. Mount Halyard on it: halyard(outerApp, options).`,
    );
    Object.setPrototypeOf(context, layerOver(Object.getPrototypeOf(context) as object));
    await visits.arrive(context as KoaContext);
    return next();
  };
  // Whoever else composes the app's middleware finds it there; the app itself, which would run it to no purpose, does not.
  app.middleware.unshift(guest);
  const { compose } = app;
  app.compose = (middleware) =>
    compose.call(
      app,
      middleware.filter((one) => one !== guest),
    );
}
