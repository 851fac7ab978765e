import type { DrillMount } from '../../hosting/shared/drill-door.ts';
import type { AppFacts, ResponseFacts } from '../model/drill-report.ts';
import type { AppFiles } from './app-files.ts';

/** The facts of an app that its process knows. `native`: an object of a request, by which a host finds the routes. */
export function factsOf({ responder, host }: DrillMount, native: object | undefined, files: AppFiles): Omit<AppFacts, 'entry' | 'halyard' | 'languages'> {
  const { mapping, negotiation, rendering, report } = responder.settings;
  const request = native === undefined ? undefined : host.read(native);
  return {
    root: files.root,
    host: host.name,
    mode: report.environment.mode,
    responses: [...mapping.responses.byName.values()].map((entry): ResponseFacts => {
      const own = entry.override !== undefined || entry.opaque || files.responseNamed(entry.name) !== undefined;
      const kind = !own ? 'built-in' : entry.override !== undefined && !entry.opaque ? 'overridden' : 'own';
      const { status, title } = entry.definition;
      return { name: entry.name, status, title, kind, file: own ? files.responseNamed(entry.name) : undefined, isOpaque: entry.opaque };
    }),
    formats: negotiation.formats.map(({ name }) => name),
    views: files.statusViews(),
    routes: routesOf(request),
    deadline: rendering.deadline,
  };
}

/** The path patterns of the routes that answer GET. */
function routesOf(request: ReturnType<DrillMount['host']['read']> | undefined): readonly string[] | undefined {
  try {
    const table = request?.routes?.();
    return table?.routes.filter(({ method }) => method === 'GET' || method === 'ALL').map(({ path }) => path);
  } catch {
    return undefined;
  }
}
