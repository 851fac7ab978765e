import { Responder } from '../../core/pipeline/responder.ts';
import type { Host } from '../../core/ports/host.ts';
import type { Maintenance, Outage } from '../../core/ports/maintenance.ts';
import type { IncomingRequest } from '../../core/ports/request.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { MaybePromise } from '../../core/values/maybe-promise.ts';
import { drillDoor } from './drill-door.ts';
import { type Met, readMet } from './maintenance-answer.ts';
import { failureLog, plannedReport } from './maintenance-log.ts';

/** An answer that was begun in place of the app. */
export interface Closed<Sent> {
  readonly sending: MaybePromise<Sent | undefined>;
}

/** Asks for each request whether the app is out of service, before the app has the request. `undefined`: the app gets it. */
export type MaintenanceGate<Native extends object, Sent = void> = (native: Native) => Closed<Sent> | undefined;

/** What a host does for the gate in its own way. */
interface Ways<Native extends object> {
  /** Reads the request. Default: `host.read`. */
  readonly read?: (native: Native) => IncomingRequest;
  /** Makes the request and the reply those that a handler of the app would get. It is called before an answer. */
  readonly prepare?: (native: Native) => void;
}

/** The key of the source that was asked for a request. An app that is mounted in another app with the same source does not ask it again. */
const ASKED = Symbol('halyard.maintenance');

/**
 * Makes the gate of a host from the option `maintenance`. It is made once, at start. `undefined`: the app has no such option, so nothing is asked.
 *
 * A fault of the source never costs a client its answer: it is logged, and the app gets the request.
 */
export function maintenanceGate<Native extends object, Sent>(
  { settings }: { readonly settings: Settings },
  host: Host<Native, Sent>,
  { read = host.read, prepare }: Ways<Native> = {},
): MaintenanceGate<Native, Sent> | undefined {
  const { maintenance } = settings;
  if (maintenance === undefined) return undefined;
  // The client sees nothing in full: there is no error, and the message is written for it.
  const responder = new Responder(host, { ...settings, disclosure: { ...settings.disclosure, reveals: () => false }, report: plannedReport(settings.report) });
  const failed = failureLog(settings);
  return (native) => {
    // A drill plays the answers of an app that is up.
    if (drillDoor.session !== undefined || (native as Asked)[ASKED] === maintenance) return undefined;
    (native as Asked)[ASKED] = maintenance;
    const met = ask(maintenance, () => read(native), failed);
    if (met === undefined) return undefined;
    prepare?.(native);
    return { sending: met.outage === undefined ? host.write(native, met.answer) : respond(responder, native, met.outage) };
  };
}

interface Asked {
  [ASKED]?: Maintenance;
}

/** What the request meets. A preflight meets nothing: the CORS policy of the app decides whether a script may read the 503. */
function ask(maintenance: Maintenance, read: () => IncomingRequest, failed: (error: unknown) => void): Met | undefined {
  try {
    const request = read();
    const met = maintenance.meets(request);
    return met === undefined || isPreflight(request) ? undefined : readMet(met, failed);
  } catch (error) {
    failed(error);
    return undefined;
  }
}

function respond<Native extends object, Sent>(
  responder: Responder<Native, Sent>,
  native: Native,
  { retryAfter, message }: Outage,
): MaybePromise<Sent | undefined> {
  const options = { retryAfter, expose: true };
  return message === undefined
    ? responder.respondWith(native, 'serviceUnavailable', options)
    : responder.respondWith(native, 'serviceUnavailable', message, options);
}

/** Fields of a request that does something. No browser sends one of them with a preflight, and a client that does is after a handler of the app. */
const NOT_IN_PREFLIGHT = ['cookie', 'authorization', 'content-type', 'transfer-encoding', 'x-http-method-override', 'x-http-method', 'x-method-override'];

/** Whether a browser asks if a script of another origin may send its request (Fetch §4.8). It asks without credentials and without a body. */
function isPreflight(request: IncomingRequest): boolean {
  if (request.method !== 'OPTIONS' || request.transport !== 'http') return false;
  const has = (name: string): boolean => request.header(name) !== undefined;
  if (!has('origin') || !has('access-control-request-method') || NOT_IN_PREFLIGHT.some(has)) return false;
  return Number(request.header('content-length') ?? 0) === 0;
}
