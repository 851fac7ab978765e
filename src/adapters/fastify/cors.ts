import type { FastifyReply, FastifyRequest } from 'fastify';
import { hooksOf } from './hooks.ts';

type Done = (error?: unknown) => void;
export type Hook = (request: FastifyRequest, reply: FastifyReply, ...rest: unknown[]) => unknown;

/** The key of the function that finds the hook in an app that keeps it elsewhere, as Nest does. */
export const CORS_HOOK = Symbol('halyard.corsHook');

interface Hooked {
  readonly [CORS_HOOK]?: () => Hook | undefined;
}

/** The stages at which @fastify/cors may add its fields. Two of them have a payload. */
const STAGES = ['onRequest', 'preParsing', 'preValidation', 'preHandler', 'preSerialization'] as const;
const WITH_PAYLOAD: readonly string[] = ['preParsing', 'preSerialization'];

/**
 * Adds the CORS fields to an answer for which Fastify runs no hooks: an address that cannot be decoded. Without them, the script of another origin cannot read
 * the answer. Only the hook of @fastify/cors runs, because other hooks expect a route. It answers a preflight request itself, and then `done` is not called.
 */
export function addCors(request: FastifyRequest, reply: FastifyReply, done: Done): void {
  const hook = corsHook(reply.server);
  if (hook === undefined) {
    done();
    return;
  }
  let isDone = false;
  const once: Done = (error) => {
    if (isDone) return;
    isDone = true;
    done(error ?? undefined);
  };
  try {
    hook(request, reply, once);
  } catch (error) {
    once(error);
  }
}

/** The hook of @fastify/cors for the whole app, as a hook without a payload. */
function corsHook(app: object): Hook | undefined {
  const { [CORS_HOOK]: own } = app as Hooked;
  if (own !== undefined) return own();
  const hooks = hooksOf(app);
  for (const stage of STAGES) {
    const found: unknown = hooks?.[stage];
    const hook: Hook | undefined = Array.isArray(found) ? found.find((one) => typeof one === 'function' && one.name === 'handleCors') : undefined;
    if (hook !== undefined) return WITH_PAYLOAD.includes(stage) ? (request, reply, done) => hook(request, reply, undefined, done) : hook;
  }
  return undefined;
}
