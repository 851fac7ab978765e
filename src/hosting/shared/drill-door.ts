import type { Host } from '../../core/ports/host.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { MaybePromise } from '../../core/values/maybe-promise.ts';

/** The members of a responder that the drill uses. */
export interface DrilledResponder {
  readonly settings: Settings;
  respondWith(native: object, name: string, ...args: readonly unknown[]): MaybePromise<unknown>;
  fail(native: object, error: unknown, handled?: boolean): MaybePromise<unknown>;
}

/** A host on which Halyard was mounted. */
export interface DrillMount {
  readonly responder: DrilledResponder;
  readonly host: Pick<Host<object, unknown>, 'name' | 'read'>;
  /** The server of sockets. `undefined`: a host of HTTP. */
  readonly server?: object | undefined;
  /** The server of Socket.IO whose messages this host answers as requests, as Sails does. */
  readonly messages?: () => object | undefined;
}

/** An answer that the drill has begun in place of the app. */
export interface DrillAnswer {
  readonly sending: MaybePromise<unknown>;
}

/** A running drill. It plays the responses of an app, without calling a route of it. */
export interface DrillSession {
  /** Takes note of a mount that is made while the drill runs. */
  mounted(mount: DrillMount): void;
  /** Plays the response that this request is for, before the app has the request. `undefined`: the app gets the request. */
  starts(mount: DrillMount, native: object): DrillAnswer | undefined;
}

const KEY = Symbol.for('halyard.drill');

/**
 * The door of the drill. It is closed, unless code in this process opens it: the child process that `halyard drill` starts, or a test that calls `drill()`.
 * No request can open it. All copies of this package share it.
 */
export const drillDoor: { session?: DrillSession | undefined } = sharedDoor();

function sharedDoor(): typeof drillDoor {
  const shared = globalThis as { [KEY]?: typeof drillDoor };
  shared[KEY] ??= {};
  return shared[KEY];
}

/** Makes a mount known to a running drill. Returns what `drillDoor.session.starts` needs. */
export function drillMount<Native extends object, Sent>(
  responder: { readonly settings: Settings },
  host: Pick<Host<Native, Sent>, 'name' | 'read'>,
  server?: object,
): DrillMount {
  const mount = { responder, host, server } as unknown as DrillMount;
  drillDoor.session?.mounted(mount);
  return mount;
}
