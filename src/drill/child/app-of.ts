import { OPTION_NAMES } from '../../core/settings/check-options.ts';

/** The names under which an entry exports its app, the likeliest first. */
const NAMES = [
  'default',
  'app',
  'server',
  'fetch',
  'handler',
  'sails',
  'options',
  'createApp',
  'buildApp',
  'makeApp',
  'createServer',
  'buildServer',
  'build',
  'create',
];

/** The kinds of app that the drill can serve. */
export type AppKind = 'node server' | 'fastify' | 'nest' | 'express' | 'koa' | 'hapi' | 'sails' | 'fetch' | 'node listener' | 'factory' | 'options';

/** The app that a module exports, and under which name. `undefined`: it exports none. `name`: the export that the user has chosen. */
export function appIn(exports: Readonly<Record<string, unknown>>, name?: string): { readonly name: string; readonly app: unknown } | undefined {
  // A CommonJS module has its exports as `default`, an empty object if it exports nothing.
  const inner = exports['default'];
  const all: Readonly<Record<string, unknown>> = isObject(inner) && !isApp(inner) ? { ...inner, ...exports } : exports;
  const found = name ?? NAMES.find((one) => isApp(all[one])) ?? ['default', 'options'].find((one) => isObject(all[one]) && isOptions(all[one]));
  return found !== undefined && found in all ? { name: found, app: all[found] } : undefined;
}

function isApp(value: unknown): boolean {
  const kind = kindOf(value);
  return kind !== undefined && kind !== 'options';
}

/** What kind of app a value is, by the members that each host has had for years. */
export function kindOf(value: unknown): AppKind | undefined {
  if (!isObject(value)) return undefined;
  const has = (...names: readonly string[]): boolean => names.every((name) => typeof value[name] === 'function');
  if (has('getHttpAdapter', 'listen')) return 'nest';
  if (has('inject', 'addHook', 'listen')) return 'fastify';
  if (has('ext', 'initialize', 'decorate', 'inject')) return 'hapi';
  if (has('callback', 'use') && Array.isArray(value['middleware'])) return 'koa';
  if (has('lift', 'lower')) return 'sails';
  if (typeof value === 'function' && has('handle', 'set', 'use')) return 'express';
  if (has('listen', 'address', 'close', 'on')) return 'node server';
  if (has('fetch')) return 'fetch';
  if (typeof value !== 'function') return Object.keys(value).length === 0 || isOptions(value) ? 'options' : undefined;
  const { length, prototype } = value as unknown as { length: number; prototype?: object };
  if (prototype !== undefined && /^class\b/.test(Function.prototype.toString.call(value))) return undefined;
  return length === 0 ? 'factory' : length === 1 ? 'fetch' : 'node listener';
}

/** The options that no other object has by chance. One of them makes an object options, so that Halyard tells which other name is wrong. */
const TELLING: readonly string[] = ['responses', 'views', 'errors', 'logger', 'report', 'flash', 'formats', 'preset', 'locals', 'disclose', 'environment'];

function isOptions(value: object): boolean {
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  const names = Object.keys(value);
  return names.some((name) => TELLING.includes(name)) || (names.length > 0 && names.every((name) => OPTION_NAMES.includes(name)));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
