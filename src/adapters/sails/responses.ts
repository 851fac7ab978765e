import { Responder } from '../../core/pipeline/responder.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { AnyFunction, SailsApp, SailsReply } from './app.ts';
import { sailsHost } from './host.ts';
import { liveTable } from './live.ts';

/** The responses of a Sails app: the map that Sails publishes, and what a reply is given of it. */
export interface SailsResponses {
  readonly responder: Responder<SailsReply>;
  /** By name; called with `this = { req, res }`. Published as `sails.middleware.responses`, where anybody may put others. */
  readonly published: Record<string, AnyFunction>;
  /** The names that are ours from the start. */
  readonly names: readonly string[];
  /** The names there are now. */
  current(): readonly string[];
  /** The response of that name for a reply, bound to it. */
  method(name: string, reply: SailsReply): AnyFunction;
}

export function sailsResponses(sails: SailsApp, settings: Settings, negotiate: AnyFunction | undefined): SailsResponses {
  const published: Record<string, AnyFunction> = Object.create(null);
  const ours = new Map<string, AnyFunction>();
  const now = (): Readonly<Record<string, AnyFunction>> => sails.middleware?.responses ?? published;
  const replaced = (name: string): AnyFunction | undefined => (now()[name] === ours.get(name) ? undefined : now()[name]);

  const responder = new Responder(sailsHost(), { ...settings, mapping: { ...settings.mapping, responses: liveTable(settings.mapping.responses, replaced) } });
  const methods = responder.methods<SailsReply>((reply) => reply);
  for (const [name, method] of Object.entries(methods)) {
    const forward: AnyFunction = function (this: { readonly res: SailsReply }, ...args) {
      return method.apply(this.res, args);
    };
    ours.set(name, forward);
    published[name] = forward;
  }
  // The one method that is no response, and which an app may have a file for.
  if (negotiate !== undefined) published['negotiate'] = negotiate;

  return {
    responder,
    published,
    names: Object.keys(methods),
    current: () => Object.keys(now()),
    method: (name, reply) => {
      const other = settings.mapping.responses.byName.has(name) ? undefined : replaced(name);
      return other === undefined ? (methods[name] as AnyFunction).bind(reply) : foreign(other, reply, responder);
    },
  };
}

/** One that we have no definition for, and that came by itself: it is called as in Sails, except that its rejection ends nobody's process. */
function foreign(response: AnyFunction, reply: SailsReply, responder: Responder<SailsReply>): AnyFunction {
  return (...args) => {
    const result = response.apply({ req: reply.req, res: reply }, args);
    if (result instanceof Promise) result.catch((error: unknown) => responder.fail(reply, error));
    return result;
  };
}
