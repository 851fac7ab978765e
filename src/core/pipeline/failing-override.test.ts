import { describe, expect, it } from 'vitest';
import { appWith, newReply, type Reply } from '../../../tests/support/memory-host.ts';
import type { ResponseContext } from '../responses/app-response.ts';

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe("a response of the app's own", () => {
  it.each<[string, (this: ResponseContext) => unknown]>([
    [
      'throws',
      () => {
        throw new Error('hunter2');
      },
    ],
    [
      'rejects',
      async () => {
        throw new Error('hunter2');
      },
    ],
    ['returns nothing and never answers', () => undefined],
    ['returns a promise that never ends', () => new Promise(() => {})],
    [
      'calls itself',
      function (this: ResponseContext) {
        return (this.res as { callForbidden(): unknown }).callForbidden();
      },
    ],
  ])('that %s is replaced, once, by the built-in response', async (_, own) => {
    const { res } = appWith({ responses: { forbidden: own } });
    const reply = Object.assign(newReply(), { callForbidden: () => res['forbidden']?.call(reply) });
    await res['forbidden']?.call(reply);
    expect(reply.written.map(({ status }) => status)).toEqual([403]);
    expect(reply.written[0]?.body).not.toContain('hunter2');
  });

  it('ends the connection if it fails after it has begun to answer', async () => {
    const { res } = appWith({
      responses: {
        notFound(this: ResponseContext) {
          (this.res as Reply).progress = 'head-sent';
          throw new Error('m');
        },
      },
    });
    const reply = newReply();
    await res['notFound']?.call(reply);
    expect(reply).toMatchObject({ aborted: 1, written: [] });
  });

  it('with a new name is a 500 if it fails, logged once', async () => {
    const { res, log } = appWith({
      responses: {
        outOfStock: () => {
          throw new Error('no rope');
        },
      },
    });
    const reply = newReply();
    await res['outOfStock']?.call(reply);
    expect(reply.written.map(({ status }) => status)).toEqual([500]);
    expect(log).toHaveLength(1);
    expect(log[0]).toMatchObject({ level: 'error', record: { err: { message: 'no rope' } } });
  });

  it('changes nothing if it answers after its deadline', async () => {
    const { res } = appWith({
      responses: {
        async notFound(this: ResponseContext) {
          await pause(60);
          return this.default('too late');
        },
      },
    });
    const reply = newReply();
    await res['notFound']?.call(reply);
    await pause(60);
    expect(reply.written).toHaveLength(1);
    expect(reply.written[0]?.body).not.toContain('too late');
  });
});
