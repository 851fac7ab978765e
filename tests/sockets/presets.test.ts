import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOSTS, type Running, run } from './hosts.ts';
import { SailsClient } from './sails-client.ts';

describe.each(['sails-1', 'sails-0.9'] as const)('sails.io.js with the preset %s', (preset) => {
  let running: Running;
  let client: SailsClient;
  beforeAll(async () => {
    const options = { environment: 'production', logger: false, preset } as const;
    running = await run(HOSTS['Express 5']!(options), options);
    client = new SailsClient(running.url);
  });
  afterAll(async () => {
    client.close();
    await running.stop();
  });

  it.each(['/ok', '/bad', '/forbidden', '/boom', '/reject', '/nothing', '/no-such-place', '/text'])(
    'has for %s the same body as a program over HTTP',
    async (path) => {
      const http = await fetch(`${running.url}${path}`, { headers: { accept: 'application/json' } });
      expect(await client.ask(`GET ${path}`)).toMatchObject({ status: http.status, body: await http.json() });
    },
  );

  it("sends for an error in production the body of the preset's page, as a value encoded once", async () => {
    expect((await client.ask('GET /boom')).body).toEqual(preset === 'sails-1' ? 'Internal Server Error' : { status: 500 });
    expect((await client.emit('nobody-listens'))['status']).toBe(404);
  });
});
