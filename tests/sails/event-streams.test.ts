import { describe, expect, it } from 'vitest';
import { ask } from './clients.ts';
import { useSails } from './lifted-app.ts';

const EVENTS = { accept: 'text/event-stream', 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'cors' };

describe('an EventSource of a Sails app', () => {
  const sails = useSails('production');

  it.each(['/throws', '/rejects', '/error', '/salesforce'])('gets a failure that may pass as an event: %s', async (path) => {
    const { status, headers, text } = await ask(sails().origin + path, { headers: EVENTS });
    expect([status, headers['content-type']]).toEqual([200, expect.stringMatching(/^text\/event-stream\b/)]);
    const [, data] = /^event: error\ndata: (.*)\n\n$/.exec(text) ?? [];
    expect(JSON.parse(data ?? '{}')).toMatchObject({ title: 'Internal Server Error', status: 500, reference: expect.any(String) });
    expect(text).not.toContain('tide');
  });

  it('gets the real status of a failure that will not pass', async () => {
    expect(await ask(`${sails().origin}/owner`, { headers: EVENTS })).toMatchObject({ status: 403 });
  });

  it('gets a last event after its stream has begun', async () => {
    const { text, cut } = await ask(`${sails().origin}/events`, { headers: EVENTS });
    expect([text.split('\n\n')[0], cut]).toEqual(['data: high water', false]);
    expect(text).toMatch(/\n\nevent: error\ndata: \{"title":"Internal Server Error","status":500,"reference":"[\w-]+"\}\n\n$/);
  });
});
