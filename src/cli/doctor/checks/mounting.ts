import type { AppEvent, HostApp } from '../../source/app-events.ts';
import { type Check, type ExaminedApp, type Finding, findingAt } from '../finding.ts';
import { hostOfSpecifier, type Mount } from '../mounts.ts';
import { isAnyRoute } from './routes.ts';
import { placesOf } from './words.ts';

export const mounting: Check = {
  title: 'whether Halyard is mounted, once, and before the routes where that matters',
  run: (app) => [...missing(app), ...app.apps.flatMap((one) => [...late(app, one), ...twice(app, one)]), ...promises(app)],
};

/** Whether an event is the call that mounts Halyard. */
export function isMount(app: ExaminedApp, { node }: AppEvent): boolean {
  return app.mounts.some((mount) => mount.node === node);
}

/** Halyard is imported, and nothing calls it. */
function missing(app: ExaminedApp): readonly Finding[] {
  return app.index.order.flatMap((file) =>
    file.imports.flatMap(({ specifier, names, node }) => {
      const host = hostOfSpecifier(specifier);
      const main = names.find(({ imported }) => /^(?:halyard|default|\*|HalyardModule)$/.test(imported));
      if (host === undefined || main === undefined || host === 'sails' || app.mounts.some((mount) => mount.host === host)) return [];
      if (isPassedOn(file.source.text, main.local)) return [];
      const what = `Halyard is imported from "${specifier}", but it is not mounted, so it answers nothing.`;
      return [findingAt(file, node, 'not-mounted', what, HOW[host] ?? 'Call it where the app is made.')];
    }),
  );
}

/** The import is used in a way that this check does not know, such as an argument or a member of an object. */
function isPassedOn(text: string, name: string): boolean {
  const uses = placesOf(text, name).filter((at) => !/[\w$./'"-]/.test(text[at - 1] ?? '') && !/[\w$'"-]/.test(text[at + name.length] ?? ''));
  return uses.length > 1;
}

const HOW: Readonly<Record<string, string>> = {
  express: 'Call halyard(app) where the app is made.',
  koa: 'Call halyard(app) where the app is made.',
  hono: 'Call halyard(app) before the routes.',
  fastify: 'Write "await app.register(halyard);" before the routes.',
  hapi: 'Write "await server.register({ plugin: halyard, options: {} });" before the routes.',
  nest: 'Add HalyardModule.forRoot() to the imports of the first module.',
};

/** On Hono a late mount does not start. On Fastify an error of such a route may have no answer. */
function late(app: ExaminedApp, host: HostApp): readonly Finding[] {
  if (host.kind !== 'hono' && host.kind !== 'fastify') return [];
  const at = host.events.findIndex((event) => isMount(app, event));
  const event = host.events[at];
  const mount = app.mounts.find(({ node }) => node === event?.node);
  if (event === undefined || mount === undefined) return [];
  const before = host.events.slice(0, at).find((one) => isAnyRoute(app, host, one) && one.inside === event.inside);
  const behind = host.events.slice(at + 1).find((one) => isAnyRoute(app, host, one) && one.inside === event.inside);
  if (before !== undefined) {
    const what = `Halyard is mounted after the route at ${placeOf(before, event)}. ${host.kind === 'hono' ? 'Hono shows it no request of that route, so the app does not start.' : 'Fastify leaves an error of that route without an answer, if the handler has already answered or called reply.hijack().'}`;
    return [findingAt(event.file, event.node, 'mounted-late', what, 'Move it above the first route.')];
  }
  if (host.kind !== 'fastify' || behind === undefined || mount.isAwaited || isChained(event)) return [];
  const what = `app.register(halyard) is not awaited, so Fastify adds the route at ${placeOf(behind, event)} before Halyard is there.`;
  return [findingAt(event.file, event.node, 'mounted-late', what, 'Write "await app.register(halyard);", or define the routes in a plugin or in .after().')];
}

function isChained({ file, node }: AppEvent): boolean {
  return file.parents.get(node)?.type === 'MemberExpression';
}

function placeOf(event: AppEvent, from: AppEvent): string {
  const { line } = event.node.loc.start;
  return event.file === from.file ? `line ${line}` : `${event.file.source.file}:${line}`;
}

/** A second call for the same app does not start. Fastify allows one in each plugin. */
function twice(app: ExaminedApp, host: HostApp): readonly Finding[] {
  const mounts = host.events.filter((event) => isMount(app, event));
  return mounts.slice(1).flatMap((event) => {
    const [first] = mounts as [AppEvent];
    if (event.inside !== first.inside && event.file === first.file) return [];
    const what = `Halyard is mounted on this app a second time. The first call is at ${placeOf(first, event)}, so the app does not start.`;
    return [findingAt(event.file, event.node, 'mounted-twice', what, 'Remove one of the calls.')];
  });
}

/** `load()` returns a promise. Spread without `await` it is empty. */
function promises(app: ExaminedApp): readonly Finding[] {
  return app.index.order.flatMap((file) =>
    file.calls.flatMap((node) => {
      const value = app.index.packageValue(file, node['callee'] as Mount['node']);
      if (value?.specifier !== 'halyard/load' || value.name !== 'load') return [];
      const parent = file.parents.get(node);
      const isSpread = parent?.type === 'SpreadElement';
      const isOption = app.mounts.some(({ options, host }) => options === node && host !== 'nest');
      if (!isSpread && !isOption) return [];
      const what = `load() returns a promise, and it is not awaited${isSpread ? '. Its spread is empty, so Halyard gets no views and no responses' : ', so Halyard refuses it as options'}.`;
      return [findingAt(file, node, 'load-not-awaited', what, 'Write "await load(…)".')];
    }),
  );
}
