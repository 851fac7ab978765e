import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { SailsApp } from '../sails/sails-app.ts';
import { drill } from './drilled.ts';

describe('a drill of an app that Sails has generated', () => {
  const app = new SailsApp({ hook: true });
  afterAll(() => app.remove());

  it('plays every response at the place where no route has matched', async () => {
    const { app: facts, played, skipped, findings } = await drill(join(app.folder, 'app.js'), { timeout: 120_000 });
    expect(facts.host).toBe('Sails');
    expect(skipped.filter(({ what }) => what.includes('middleware'))).toEqual([]);
    const missed = played.filter(({ exercise, trace }) => exercise.call !== undefined && !trace.isPlayed);
    expect(missed.map(({ exercise }) => `${exercise.call?.response} ${exercise.client}`)).toEqual([]);
    const names = new Set(played.map(({ exercise }) => exercise.call?.response));
    expect(facts.responses.filter(({ name }) => !names.has(name))).toEqual([]);
    const overSockets = played.filter(({ exercise }) => exercise.client === 'socket');
    expect(new Set(overSockets.map(({ exercise }) => exercise.call?.response))).toEqual(
      new Set(facts.responses.filter(({ status }) => status >= 400).map(({ name }) => name)),
    );
    expect(overSockets.filter(({ exercise, answer }) => exercise.expected.statuses.length > 0 && !exercise.expected.statuses.includes(answer.status))).toEqual(
      [],
    );
    expect(findings.filter(({ client }) => client === 'socket')).toEqual([]);
  }, 240_000);
});
