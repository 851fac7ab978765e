import { createRequire } from 'node:module';
import Boom from '@hapi/boom';
import * as ours from 'halyard';
import createError from 'http-errors';
import { describe, expect, it } from 'vitest';
import { API_BOILERPLATE, EXPRESS_GENERATOR, FASTIFY_PLUGINS, KOA_KNEX } from '../apps/tables.ts';
import { pageAt } from './pages.ts';

const require = createRequire(import.meta.url);
// The module name is a value, so that the compiler does not load its types: they add methods with our names to FastifyReply.
const { httpErrors } = require('@fastify/sensible');

const { text } = pageAt('docs/migrating.md');
const table = text.split('<!-- names:start -->')[1]?.split('<!-- names:end -->')[0] ?? '';
const rows = Array.from(table.matchAll(/^\| (\d{3}) .*$/gm), ([line = '', status]) => ({
  status: Number(status),
  names: Array.from(line.matchAll(/`(\w+)`/g), ([, name = '']) => name),
}));

/** Each library's way to make an error by its name, and to read its status. */
const LIBRARIES: readonly ((name: string) => unknown)[] = [
  (name) => (ours as unknown as Record<string, () => { status: number }>)[name]?.().status,
  (name) => new (createError as unknown as Record<string, new () => { status: number }>)[name]!().status,
  (name) => (Boom as unknown as Record<string, () => { output: { statusCode: number } }>)[name]?.().output.statusCode,
  (name) => (httpErrors as unknown as Record<string, () => { status: number }>)[name]?.().status,
];

const APPS: Readonly<Record<string, string>> = {
  'express-generator': EXPRESS_GENERATOR,
  'node-express-boilerplate': API_BOILERPLATE,
  Fastify: FASTIFY_PLUGINS,
  Koa: KOA_KNEX,
};

/** The cells of each row of a table, without its head. */
function cellsOf(text: string): readonly (readonly string[])[] {
  const lines = text.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}

const shown = cellsOf(text.split('<!-- apps:start -->')[1]?.split('<!-- apps:end -->')[0] ?? '');

describe('docs/migrating.md', () => {
  it('shows the difference with each of the four apps of tests/apps', () => {
    expect([...new Set(shown.map(([app]) => app))].sort()).toEqual(Object.keys(APPS).sort());
  });

  it.each(shown)('shows what %s answers: %s', (app = '', request, before, instead) => {
    const rows = cellsOf(APPS[app] ?? '').map(([what, first, , last]) => [what, first, last]);
    expect(rows).toContainEqual([request, before, instead]);
  });

  it.each(rows)('names the error for $status in each library: $names', ({ status, names }) => {
    expect(names.map((name, column) => LIBRARIES[column]?.(name))).toEqual(Array(4).fill(status));
  });

  it('has every response of Halyard that can be an error', () => {
    const errors = Object.entries(ours).flatMap(([name, value]) =>
      typeof value === 'function' && 'status' in value && (value.status as number) >= 400 ? [name] : [],
    );
    expect(rows.map(({ names }) => names[0]).sort()).toEqual(errors.sort());
  });
});
