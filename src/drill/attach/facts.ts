import type { DrillMount } from '../../hosting/shared/drill-door.ts';
import type { ChildFacts } from '../child/messages.ts';
import type { AppFacts, ResponseFacts } from '../model/drill-report.ts';
import type { AppFiles } from './app-files.ts';
import type { AppSession } from './drill-session.ts';

/** The facts that a session has found. `undefined`: Halyard has received no request of the drill. */
export function factsOfSession(
  { main, firstNative, mounts, mountedAt: { file, line } = { message: '' } }: AppSession,
  files: AppFiles,
): ChildFacts | undefined {
  if (main === undefined) return undefined;
  const sockets = [...mounts.values()].map(({ host }) => host.name).filter((name) => name !== main.host.name);
  return { ...factsOf(main, firstNative, files), sockets, ...(file !== undefined && { mountedAt: { file, line } }) };
}

/** `native`: an object of a request, by which a host finds the routes. */
function factsOf({ responder, host }: DrillMount, native: object | undefined, files: AppFiles): Omit<AppFacts, 'entry' | 'halyard' | 'languages'> {
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
