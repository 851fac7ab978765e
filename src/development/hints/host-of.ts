import type { IncomingRequest } from '../../core/ports/request.ts';
import { readProperty } from '../../core/values/guarded-read.ts';

/** The host of a request, as far as its own request object shows it. */
export type HostName = 'express' | 'fastify' | 'hapi' | 'hono' | 'koa' | 'sails';

/** The host, by the members that only its request objects have. `undefined`: fetch or plain Node. */
export function hostOf({ native }: IncomingRequest): HostName | undefined {
  const read = (...names: readonly string[]): unknown => names.reduce<unknown>((value, name) => readProperty(value, name), native);
  if (typeof read('_sails', 'config') === 'object') return 'sails';
  if (typeof read('routeOptions') === 'object' && typeof read('server', 'printRoutes') === 'function') return 'fastify';
  if (typeof read('server', 'table') === 'function') return 'hapi';
  if (typeof read('app', 'callback') === 'function' && typeof read('request') === 'object') return 'koa';
  if (typeof read('app', 'handle') === 'function') return 'express';
  if (typeof read('req', 'routePath') === 'string' || typeof read('newResponse') === 'function') return 'hono';
  return undefined;
}
