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

  it.each<[string, ResponseInit | undefined]>([
    ['', undefined],
    [', with a status of its own', { status: 201 }],
    [', with the same status', { status: 400 }],
  ])('leaves a failure in place of a stream that comes after it%s, and logs that once', async (_, init) => {
    const log: string[] = [];
    const logger = { error: (_record: object, line: string) => log.push(line), warn: (_record: object, line: string) => log.push(line), info() {}, debug() {} };
    let written = false;
    const fetch = halyard({ logger, environment: 'production' }).fetch((_request, reply) => {
      void reply.badRequest('Too long');
      return reply.stream(() => {
        written = true;
      }, init);
    });
    for (const accept of ['application/json', 'text/html']) {
      log.splice(0);
      const response = await fetch(new Request('https://harbour.example/', { headers: { accept } }));
      expect([response.status, (await response.text()).includes('Too long'), written]).toEqual([400, true, false]);
      expect(log.filter((line) => line.includes('E_ANSWERED_TWICE') && line.includes('reply.stream()'))).toHaveLength(1);
    }
  });

  it('lets a response of the app stream its own answer', async () => {
    const badRequest = function (this: { res: Reply }) {
      return this.res.stream((body) => body.write('mine'), { status: 400 });
    };
    const fetch = halyard({ logger: false, responses: { badRequest } }).fetch((_request, reply) => reply.badRequest('Too long'));
    expect(await (await fetch(new Request('https://harbour.example/'))).text()).toBe('mine');
  });

  it('keeps a failure that was answered before', async () => {
    expect((await asked((reply) => reply.badRequest('No such berth'))).status).toBe(400);
  });
});

describe('a failure that is answered while a stream is written, without a thrown error', () => {
  it('breaks it: the client must not take it for whole', async () => {
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
