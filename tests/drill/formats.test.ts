import { describe, expect, it } from 'vitest';
import { drill } from './drilled.ts';

const played = async (entry: unknown, only: readonly string[]) => drill(entry, { only });

describe('a drill of an app that sends more than the built-in formats', () => {
  it('plays its formats, Inertia and event streams, and finds what is wrong with them', async () => {
    const { findings, summary } = await played(new URL('apps/formats.mjs', import.meta.url), ['notFound', 'conflict', 'serverError', 'tooManyRequests']);
    const clients = new Set(summary.map(({ client }) => client));
    expect([...clients]).toEqual(expect.arrayContaining(['inertia', 'events', 'csv', 'application/vnd.api+json', 'json']));
    const found = findings.filter(({ code }) => code !== 'broken-link').map(({ code, client, response }) => `${code} ${response} ${client}`);
    expect(found.toSorted()).toEqual(['body conflict inertia', 'body notFound csv', 'type conflict csv']);
  }, 60_000);

  it('expects an event of an EventSource where Halyard sends one', async () => {
    const { played: all, findings } = await played({ home: false }, ['serverError', 'notFound', 'tooManyRequests']);
    expect(findings).toEqual([]);
    const events = all.filter(({ exercise: { client, situation } }) => client === 'events' && situation === 'bare');
    expect(events.map(({ exercise, answer }) => [exercise.call?.response, answer.status])).toEqual(
      expect.arrayContaining([
        ['notFound', 404],
        ['serverError', 200],
        ['tooManyRequests', 200],
      ]),
    );
  }, 60_000);

  it('plays no EventSource if the app sends no events', async () => {
    const { summary } = await played({ sse: false }, ['serverError']);
    expect(summary.filter(({ client }) => client === 'events')).toEqual([]);
  }, 60_000);

  it('takes the type that the option format forces', async () => {
    for (const format of ['json', () => 'markdown']) {
      const { findings } = await played({ format }, ['notFound', 'serverError']);
      expect(findings).toEqual([]);
    }
  }, 60_000);
});

describe('the options of Halyard', () => {
  it.each([
    { format: 'json' },
    { home: '/shop/' },
    { deadline: 500, challenge: 'Basic' },
    { htmx: { target: '#errors' } },
    { inertia: { component: 'Error' } },
  ])(
    '%j are an app that the drill can play',
    async (options) => {
      const { played: all } = await played(options, ['gone']);
      expect(all.length).toBeGreaterThan(10);
    },
    60_000,
  );

  it('are taken from a file', async () => {
    const { app } = await played(new URL('apps/home-option.mjs', import.meta.url), ['gone']);
    expect(app.host).toBe('node:http');
  }, 60_000);
});
