import { REQUIREMENTS } from 'halyard/conformance';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOSTS } from './hosts.ts';
import { type StartedHost, startHost } from './start-host.ts';

/** The topics that a preset does not change. */
const STREAMS = ['sse-transient', 'sse-retry', 'sse-thrown', 'sse-started', 'sse-started-permanent'];
const rows = HOSTS.filter(({ store }) => store === undefined).flatMap((row) => ['sails-1', 'sails-0.9'].map((preset) => ({ row, preset, name: row.name })));

describe.each(rows)('$name with the preset $preset', ({ row, preset }) => {
  let host: StartedHost;
  beforeAll(async () => {
    host = await startHost({ ...row, prepare: () => ({ ...row.prepare?.(), CONTROL_PRESET: preset }) }, 'production');
  }, 180_000);
  afterAll(() => host?.stop());

  for (const requirement of REQUIREMENTS['event streams']?.filter(({ id }) => STREAMS.includes(id)) ?? []) {
    it(`${requirement.id}, ${requirement.level}: ${requirement.sentence}`, () => host.check((target) => requirement.check(target)), 60_000);
  }

  it.each(['sinking', 'sinkingLater'])('answers in its own form if a response fails that only the app defines: %s', async (name) => {
    const reply = await host.target.ask(`/respond?response=${name}&args=[]`, { headers: { accept: 'application/json' } });
    expect([reply.status, reply.headers['content-type']]).toEqual([500, expect.stringContaining('application/json')]);
    expect(JSON.parse(reply.body)).toEqual(preset === 'sails-1' ? 'Internal Server Error' : { status: 500 });
  });

  it.each([
    ['text/markdown', /^# 403 Forbidden\n\nOnly the owner may\n/],
    ['text/plain', /^403 Forbidden\n\nOnly the owner may\n/],
    ['application/problem+json', /^\{"title":"Forbidden","status":403,"detail":"Only the owner may"/],
  ])('still offers %s', async (type, body) => {
    const reply = await host.target.ask('/respond?response=forbidden&args=["Only the owner may"]'.replaceAll(' ', '%20').replaceAll('"', '%22'), {
      headers: { accept: type },
    });
    expect([reply.status, reply.headers['content-type']]).toEqual([403, expect.stringContaining(type)]);
    expect(reply.body).toMatch(body);
  });
});
