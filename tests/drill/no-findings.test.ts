import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/drill/model/finding.ts';
import { compileNestExample, drill, example } from './drilled.ts';

const APPS = ['express/app.js', 'fastify/app.js', 'koa/app.js', 'hono/app.js', 'hapi/app.js', 'fetch/app.js', 'nest/dist/main.js'];

/** A finding in one line. */
const shown = ({ code, message, place, response }: Finding): string => `${place?.file}:${place?.line} ${code} ${response}: ${message}`;

describe('a drill of an example app', () => {
  compileNestExample();

  it.each(APPS)(
    'has no finding, not even a warning: %s',
    async (path) => {
      const { findings, played } = await drill(example(path));
      expect(findings.map(shown)).toEqual([]);
      expect(played.length).toBeGreaterThan(400);
    },
    120_000,
  );
});
