import { describe, expect, it } from 'vitest';
import { appWith, newReply, type Reply } from '../../../tests/support/memory-host.ts';
import type { ResponseContext } from '../responses/app-response.ts';

describe("a response of the app's own", () => {
  it('is called with this = { req, res } and the arguments', () => {
    let seen: unknown;
    const { res } = appWith({
      responses: {
        outOfStock(this: ResponseContext, ...args: unknown[]) {
          seen = [this.req, (this.res as Reply).progress, this.name, args];
          (this.res as Reply).progress = 'finished';
        },
      },
    });
    res['outOfStock']?.call(newReply(), 'rope', 3);
    expect(seen).toEqual(['req', 'open', 'outOfStock', ['rope', 3]]);
  });

  it('can read the status, format and problem of the default response, without secrets', () => {
    let seen: unknown;
    const { res } = appWith({
      responses: {
        serverError(this: ResponseContext) {
          seen = { status: this.status, format: this.format, problem: this.problem };
          return this.default();
        },
      },
    });
    res['serverError']?.call(newReply(), new Error('hunter2'));
    expect(seen).toEqual({ status: 500, format: 'problem', problem: { title: 'Internal Server Error', status: 500, reference: expect.any(String) } });
  });

  it('can call the default that it replaces, with its own arguments, under the same reference', () => {
    const { res, log } = appWith({
      responses: {
        notFound(this: ResponseContext) {
          return this.default('Lost at sea');
        },
      },
      levels: { 404: 'info' },
    });
    const reply = newReply();
    res['notFound']?.call(reply);
    expect(reply.written).toHaveLength(1);
    expect(reply.written[0]?.value).toMatchObject({ status: 404, detail: 'Lost at sea', reference: log[0]?.record['reference'] });
  });

  it('can answer with another response', () => {
    const { res } = appWith({
      responses: {
        notFound(this: ResponseContext) {
          return res['gone']?.call(this.res as Reply, 'Sailed');
        },
      },
    });
    const reply = newReply();
    res['notFound']?.call(reply);
    expect(reply.written.map(({ status }) => status)).toEqual([410]);
  });

  it('may leave the answer to a callback', async () => {
    const { res } = appWith({
      deadline: 500,
      responses: {
        notFound(this: ResponseContext) {
          setTimeout(() => this.default('by and by'), 10);
        },
      },
    });
    const reply = newReply();
    await res['notFound']?.call(reply);
    expect(reply.written[0]?.body).toContain('by and by');
  });

  describe('is logged once, with the status of the answer', () => {
    const logOf = async (serverError: (this: ResponseContext) => unknown): Promise<readonly (readonly unknown[])[]> => {
      const { res, log } = appWith({ responses: { serverError } }, 'production', { sentStatus: () => 302 });
      await res['serverError']?.call(newReply(), new Error('no tide table'));
      return log.map(({ level, record, message }) => [level, record['status'], message]);
    };
    const answer = ({ res }: ResponseContext, progress: Reply['progress'] = 'finished'): void => {
      (res as Reply).progress = progress;
    };
    const REDIRECTED = [['error', 302, 'GET / 302 serverError: no tide table']];
    const DEFAULT = [['error', 500, 'GET / 500 serverError: no tide table']];

    it('that it sends at once', async () => {
      expect(
        await logOf(function () {
          answer(this);
        }),
      ).toEqual(REDIRECTED);
    });

    it('that it sends later', async () => {
      expect(
        await logOf(async function () {
          await new Promise((resolve) => setTimeout(resolve, 5));
          answer(this);
        }),
      ).toEqual(REDIRECTED);
    });

    it('that it leaves to the default', async () => {
      expect(
        await logOf(function () {
          return this.default(new Error('another'));
        }),
      ).toEqual(DEFAULT);
    });

    it('of the default, before its own failure', async () => {
      const [first, second, ...others] = await logOf(() => {
        throw new Error('the override fails');
      });
      expect([first]).toEqual(DEFAULT);
      expect(second?.[2]).toContain('the override fails');
      expect(others).toEqual([]);
    });

    it('of the default, if the client is gone', async () => {
      expect(
        await logOf(function () {
          answer(this, 'gone');
        }),
      ).toEqual(DEFAULT);
    });
  });
});
