import { eventStream } from '../../core/formats/event-stream.ts';
import type { Format } from '../../core/formats/format.ts';
import { FORMATS } from '../../core/formats/index.ts';
import type { IncomingRequest } from '../../core/ports/request.ts';
import type { Route, RouteTable } from '../../core/ports/route-table.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { DrillMount } from '../../hosting/shared/drill-door.ts';
import type { ChildFacts } from '../child/messages.ts';
import type { AppFacts, ResponseFacts } from '../model/drill-report.ts';
import type { EngineFacts, FormatFacts } from '../model/engine-facts.ts';
import type { AppFiles } from './app-files.ts';
import type { AppSession } from './drill-session.ts';

interface Forms {
  readonly hasInertia?: boolean;
  readonly settings?: { readonly stores?: readonly unknown[] };
}

/** A host lists no more routes than this. */
const MOST_ROUTES = 2_000;

/** By name and type: an app may have another copy of this package than the drill, with format objects of its own. */
function isSame(one: Format, other: Format): boolean {
  return one.name === other.name && one.mediaType === other.mediaType;
}

/** The facts that a session has found. `undefined`: Halyard has received no request of the drill. */
export function factsOfSession(session: AppSession, files: AppFiles): ChildFacts | undefined {
  const { main, mounts, firstNative, mountedAt: { file, line } = { message: '' } } = session;
  const hasHttp = [...mounts.values()].some(({ server }) => server === undefined);
  if (main === undefined && hasHttp) return undefined;
  const { sockets: servers } = session;
  // An app can consist of sockets alone.
  const mount = main ?? servers[0]?.mount;
  if (mount === undefined) return undefined;
  const sockets = servers.map(({ mount: { responder }, facts }) => ({ ...facts, responses: responsesOf(responder.settings, files) }));
  return { ...factsOf(mount, firstNative, files), sockets, hasHttp, ...(file !== undefined && { mountedAt: { file, line } }) };
}

/** The responses of a mount, with the files of those that the app has written. */
function responsesOf({ mapping }: Settings, files: AppFiles): readonly ResponseFacts[] {
  return [...mapping.responses.byName.values()].map((entry) => {
    const own = entry.override !== undefined || entry.opaque || files.responseNamed(entry.name) !== undefined;
    const kind = !own ? 'built-in' : entry.override !== undefined && !entry.opaque ? 'overridden' : 'own';
    const { status, title } = entry.definition;
    return { name: entry.name, status, title, kind, file: own ? files.responseNamed(entry.name) : undefined, isOpaque: entry.opaque };
  });
}

/** `native`: an object of a request, by which a host finds the routes. */
function factsOf(
  { responder, host }: DrillMount,
  native: object | undefined,
  files: AppFiles,
): Omit<AppFacts, 'entry' | 'halyard' | 'languages'> & Omit<EngineFacts, 'sockets' | 'hasHttp'> {
  const { negotiation, rendering, report } = responder.settings;
  const request = native === undefined ? undefined : host.read(native);
  const table = tableOf(request);
  return {
    root: files.root,
    host: host.name,
    mode: report.environment.mode,
    responses: responsesOf(responder.settings, files),
    formats: negotiation.formats.map(({ name }) => name),
    views: files.statusViews(),
    routes: table?.routes.filter(({ method }) => method === 'GET' || method === 'ALL').map(({ path }) => path),
    everyRoute: table === undefined ? undefined : everyRoute(table),
    hasStore: ((responder.settings.forms as Forms | undefined)?.settings?.stores?.length ?? 0) > 0,
    deadline: rendering.deadline,
    sent: sentBy(responder.settings, request),
  };
}

/** What the app sends besides the built-in formats. The option `format` may be a function of the request. */
function sentBy({ negotiation: { formats, format }, forms }: Settings, request: IncomingRequest | undefined): FormatFacts {
  const forced = request === undefined ? undefined : format(request);
  return {
    own: formats.filter((one) => !FORMATS.some((builtIn) => isSame(one, builtIn))).map(({ name, mediaType }) => ({ name, mediaType })),
    hasEvents: formats.some((one) => isSame(one, eventStream)) && forced === undefined,
    hasInertia: (forms as Forms | undefined)?.hasInertia === true,
    forced: formats.find(({ name }) => name === forced)?.mediaType,
  };
}

/** The routes of the app. `undefined` if its host cannot list them. */
function tableOf(request: ReturnType<DrillMount['host']['read']> | undefined): RouteTable | undefined {
  try {
    return request?.routes?.();
  } catch {
    return undefined;
  }
}

/** Every route by its method, with the functions that answer everything below a path. `undefined` if the host cannot list all of them. */
function everyRoute({ routes, handlers = [] }: RouteTable): readonly Route[] | undefined {
  if (routes.length >= MOST_ROUTES) return undefined;
  return [...routes, ...handlers.map((path) => ({ method: 'ALL', path: `${path === '/' ? '' : path}/*` }))];
}
