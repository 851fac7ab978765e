import { describe, expect, it } from 'vitest';
import type { Played } from '../../src/drill/model/answer.ts';
import { compileNestExample, drill, example } from './drilled.ts';

const APPS = ['express/app.js', 'fastify/app.js', 'koa/app.js', 'hono/app.js', 'hapi/app.js', 'fetch/app.js', 'nest/dist/main.js'];
const OF_A_PART = ['throwing view', 'throwing logger', 'store down', 'thrown non-Error', 'response called twice', 'slow view'];
const OF_NODE = ['431', 'malformed HTTP', 'no Host', 'unknown method'];
const OF_A_CLIENT = ['no route', 'malformed body', 'oversize body', 'truncated body', 'wrong content type', 'bad percent-encoding', 'two Hosts', 'abort'];

/** The records of failures in the log. A second failure while Halyard answers is not one. */
const failuresOf = ({ trace }: Played): number => trace.logged.filter(({ record }) => typeof record['handled'] === 'boolean').length;

/** What is not as the fault expects it, in one line. */
function wrong(played: Played): string[] {
  const { exercise, answer, trace } = played;
  const { situation, client, call, expected, method } = exercise;
  const type = answer.headers.find(([name]) => name === 'content-type')?.[1]?.split(';')[0];
  const problems = [
    trace.isPlayed || call === undefined ? '' : 'was not played',
    expected.statuses.length === 0 || expected.statuses.includes(answer.status) ? '' : `has status ${answer.status}`,
    expected.types.length === 0 || expected.types.includes(type ?? '') ? '' : `has type ${type}`,
    (answer.ended === 'cut') === (expected.isCut ?? false) ? '' : `ended ${answer.ended}`,
    answer.ended === 'timeout' ? 'has no end' : '',
    expected.logged === undefined || failuresOf(played) === expected.logged ? '' : `is logged ${failuresOf(played)} times`,
  ];
  return problems.filter((problem) => problem !== '').map((problem) => `${situation} ${client} ${method} ${call?.throw ?? ''}: ${problem}`);
}

describe('the faults of a running server', () => {
  compileNestExample();

  it.each(APPS)('get the status, type and end that they expect on examples/%s, which survives them', async (path) => {
    const { app, played, skipped, findings } = await drill(example(path), { only: ['notFound'] });
    const names = new Set(played.map(({ exercise }) => exercise.situation));
    const views = path.startsWith('fetch') ? [] : ['throwing view', 'slow view'];
    const must = [...OF_NODE, ...(app.host === 'fetch' ? [] : OF_A_CLIENT), ...OF_A_PART.filter((name) => !name.endsWith(' view')), ...views];
    expect(must.filter((name) => !names.has(name))).toEqual([]);
    expect(played.flatMap(wrong)).toEqual([]);
    expect(findings.filter(({ code }) => code === 'crash')).toEqual([]);
    expect(names.has('head sent')).toBe(!skipped.some(({ what }) => what.includes('head sent')));
  });

  it('lead to the built-in page if the view of the app throws or never ends', async () => {
    const { played } = await drill(example('express/app.js'), { only: ['notFound'] });
    const own = played.find(({ exercise }) => exercise.situation === 'bare' && exercise.client === 'browser') as Played;
    const broken = played.filter(({ exercise }) => /view$/.test(exercise.situation) && exercise.client === 'browser' && exercise.call?.response === 'notFound');
    expect(broken.length).toBe(2);
    for (const { answer, trace } of broken) {
      expect(trace.views.map(({ name }) => name)).toContain('404');
      expect(answer.body).not.toBe(own.answer.body);
      expect(answer.body).toContain('<h1');
    }
  });

  it.each([
    ['stream', 'During "malformed body" the process of the app ends.', { file: 'tests/drill/apps/crashes.mjs', line: 12 }],
    ['exit', 'During "malformed body" the process of the app ends.', undefined],
    ['hang', 'After "malformed body" the app does not answer any more.', undefined],
  ])(
    'are a finding if the app does not survive one: %s',
    async (how, message, place) => {
      process.env['CRASH'] = how;
      const { findings, skipped, played } = await drill(new URL('apps/crashes.mjs', import.meta.url), { only: ['notFound'] });
      const crash = findings.find(({ code }) => code === 'crash');
      expect(crash).toMatchObject({ severity: 'error', situation: 'malformed body', message });
      expect(crash?.place === undefined ? undefined : { file: crash.place.file, line: crash.place.line }).toEqual(place);
      expect(crash?.excerpt ?? '').not.toMatch(/zqcookie/);
      if (how === 'stream') expect(crash?.excerpt).toContain('‹canary: cookie›');
      expect(skipped.some(({ why }) => why.includes('did not survive'))).toBe(true);
      expect(played.some(({ exercise }) => exercise.situation === 'two Hosts')).toBe(true);
      // An app that hangs is given up after two times ten seconds.
    },
    90_000,
  );
});
