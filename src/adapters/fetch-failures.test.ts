import { describe, expect, it } from 'vitest';
import { halyard, type Reply } from './fetch.ts';

const asked = async (answer: (reply: Reply) => unknown): Promise<Response> => {
  const fetch = halyard({ logger: false }).fetch((_request, reply) => {
    void answer(reply);
    throw new Error('S3CRET');
  });
  return fetch(new Request('https://harbour.example/', { headers: { accept: 'application/json' } }));
};

describe('a handler that fails after it has called a response', () => {
  it('takes back a success: what it throws is its answer', async () => {
    const response = await asked((reply) => reply.created({ id: 7 }, '/berths/7'));
    expect([response.status, response.headers.get('location')]).toEqual([500, null]);
  });

  it('leaves a failure that was said as it is (R18)', async () => {
    expect((await asked((reply) => reply.badRequest('No such berth'))).status).toBe(400);
  });
});

describe('a failure that is said while a stream is written, and nothing thrown', () => {
  it('breaks it: the client must not take it for whole (N49)', async () => {
    const fetch = halyard({ logger: false }).fetch((_request, reply) =>
      reply.stream(async (body) => {
        await body.write('high ');
        void reply.serverError(new Error('S3CRET'));
      }),
    );
    const response = await fetch(new Request('https://harbour.example/'));
    await expect(response.text()).rejects.toThrow('The answer broke off');
  });
});
