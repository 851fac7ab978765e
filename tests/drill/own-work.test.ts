import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { drill } from './drilled.ts';

const APP = new URL('apps/counting.mjs', import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'halyard-drill-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Drills an app whose routes write rows, and returns the rows. */
async function rowsOf(host: string, routes: 'named' | 'wild') {
  const file = join(folder, `${host.replace(/\W/g, '-')}-${routes}`);
  writeFileSync(file, '');
  Object.assign(process.env, { COUNTED_HOST: host, COUNTED_FILE: file, COUNTED_ROUTES: routes });
  const report = await drill(APP, { only: ['notFound', 'serverError', 'badRequest', 'ok'] });
  return { report, rows: readFileSync(file, 'utf8').split('\n').filter(Boolean) };
}

const SITUATIONS = ['no route', 'unknown method', 'malformed body', 'oversize body', 'bad percent-encoding'];
const WITH_ROUTES = ['express', 'fastify', 'koa', 'hono', 'hapi', 'nest'];

describe('a whole drill', () => {
  it.each(WITH_ROUTES)('plays the faults of a client on %s, and calls no route: no row is written', async (host) => {
    const { report, rows } = await rowsOf(host, 'named');
    expect(rows).toEqual([]);
    expect(report.findings.filter(({ code }) => code === 'crash')).toEqual([]);
    const played = new Set(report.played.map(({ exercise }) => exercise.situation));
    expect(SITUATIONS.filter((name) => !played.has(name))).toEqual([]);
    expect(report.skipped.filter(({ what }) => what.startsWith('responses'))).toEqual([]);
  });

  it.each([...WITH_ROUTES, 'express handler', 'koa handler'])(
    'calls no route on %s, whose routes match every path, and says what it has not played',
    async (host) => {
      const { report, rows } = await rowsOf(host, 'wild');
      expect(rows).toEqual([]);
      const skipped = report.skipped.map(({ what, why }) => `${what}: ${why}`).join('\n');
      expect(skipped).toMatch(/responses after the middleware of the app: the route .* answers every path/);
      expect(skipped).toMatch(/no route.*malformed body.*the drill calls no route/);
      // All responses are played before the middleware instead.
      const calls = report.played.flatMap(({ exercise }) => exercise.call ?? []);
      expect(calls.length).toBeGreaterThan(50);
      expect(calls.filter(({ at }) => at === 'end')).toEqual([]);
    },
  );

  it.each(['fetch', 'node:http'])('does not call the handler of %s, which gets every request, and says what it has not played', async (host) => {
    const { report, rows } = await rowsOf(host, 'wild');
    expect(rows).toEqual([]);
    expect(report.skipped.map(({ why }) => why)).toContainEqual(expect.stringContaining('does not list its routes'));
    const played = new Set(report.played.map(({ exercise }) => exercise.situation));
    expect(['431', 'malformed HTTP', 'no Host', 'thrown non-Error', 'response called twice'].filter((name) => !played.has(name))).toEqual([]);
  });
});
