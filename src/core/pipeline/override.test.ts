import { describe, expect, it } from 'vitest';
import type { Environment } from '../ports/environment.ts';
import type { Host, Progress } from '../ports/host.ts';
import type { Representation } from '../ports/representation.ts';
import type { IncomingRequest } from '../ports/request.ts';
import type { ResponseContext } from '../responses/app-response.ts';
import type { Options } from '../settings/options.ts';
import { settingsOf } from '../settings/settings.ts';
import { Responder } from './responder.ts';

/** A reply of a host that keeps what is written to it. */
interface Reply {
  progress: Progress;
  readonly written: Representation[];
  aborted: number;
}

type Line = { readonly level: string; readonly record: Record<string, unknown>; readonly message: string };
type Method = (this: Reply, ...args: readonly unknown[]) => unknown;

function appWith(options: Options = {}, mode: Environment['mode'] = 'production', host: Partial<Host<Reply>> = {}) {
  const log: Line[] = [];
  const write =
    (level: string) =>
    (record: object, message: string): void => {
      log.push({ level, record: record as Line['record'], message });
    };
  const logger = { error: write('error'), warn: write('warn'), info: write('info'), debug: write('debug') };
  const environment: Environment = { mode, modeReason: '', now: () => performance.now(), random: (bytes) => crypto.getRandomValues(bytes), logger };
  const memory: Host<Reply> = {
    name: 'memory',
    read: () =>
      ({
        method: 'GET',
        url: '/',
        httpVersion: '1.1',
        remoteAddress: '192.0.2.1',
        native: {},
        header: () => undefined,
        replyHeader: () => undefined,
      }) as unknown as IncomingRequest,
    progress: (reply) => reply.progress,
    write: (reply, representation) => {
      reply.written.push(representation);
      reply.progress = 'finished';
    },
    abort: (reply) => {
      reply.aborted++;
    },
    context: (reply) => ({ req: 'req', res: reply }),
    ...host,
  };
  const responder = new Responder(memory, settingsOf({ deadline: 30, ...options }, environment));
  return { log, responder, res: responder.methods<Reply>((reply) => reply) as Record<string, Method> };
}

const newReply = (progress: Progress = 'open'): Reply => ({ progress, written: [], aborted: 0 });
const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

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
});
