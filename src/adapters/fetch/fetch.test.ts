import { describe, expect, expectTypeOf, it } from 'vitest';
import type { Failure } from '../../core/report/report.ts';
import { halyard, type Reply } from './fetch.ts';

const QUIET = { logger: false } as const;
const API = { headers: { accept: 'application/problem+json' } };

const get = (path = '/', init: RequestInit = {}): Request => new Request(`https://harbour.example${path}`, init);

describe('app.fetch(handler)', () => {
  it('answers at once where the handler does: no promise is made on the way', () => {
    const fetch = halyard(QUIET).fetch((_request, reply) => reply.notFound());
    expect(fetch(get())).toBeInstanceOf(Response);
  });

  it('passes on the further arguments of the runtime', async () => {
    const fetch = halyard(QUIET).fetch((_request, reply, env: { HARBOUR: string }, context: { region: string }) => {
      expectTypeOf(reply).toEqualTypeOf<Reply>();
      return reply.ok({ ...env, ...context });
    });
    expect(await (await fetch(get(), { HARBOUR: 'Kittiwake' }, { region: 'north' })).json()).toEqual({ HARBOUR: 'Kittiwake', region: 'north' });
  });

  it('answers what is thrown, or rejected with, whatever it is', async () => {
    for (const value of [new Error('S3CRET'), undefined, 'S3CRET', null]) {
      for (const handler of [
        () => {
          throw value;
        },
        () => Promise.reject(value),
      ]) {
        const response = await halyard(QUIET).fetch(handler as never)(get('/', API));
        expect([response.status, (await response.text()).includes('S3CRET')]).toEqual([500, false]);
      }
    }
  });

  it('returns the response that was made if `return` is missing', async () => {
    const fetch = halyard(QUIET).fetch(((_request: Request, reply: Reply) => void reply.forbidden('Not today')) as never);
    expect((await fetch(get())).status).toBe(403);
  });

  it('answers 500 when the handler returns no Response, and logs the reason', async () => {
    const lines: string[] = [];
    const log = (_record: object, line: string): void => void lines.push(line);
    const fetch = halyard({ logger: { error: log, warn: log, info: log, debug: log } }).fetch((() => ({ berth: 7 })) as never);
    expect((await fetch(get())).status).toBe(500);
    expect(lines.join()).toMatch(/E_NO_RESPONSE/);
  });

  it('refuses what is no handler at start', () => {
    expect(() => halyard(QUIET).fetch(undefined as never)).toThrow(expect.objectContaining({ code: 'E_NOT_AN_APP' }));
  });

  it('returns the first response from a second call', async () => {
    const fetch = halyard(QUIET).fetch((_request, reply) => {
      void reply.notFound();
      return reply.serverError(new Error('second'));
    });
    expect((await fetch(get())).status).toBe(404);
  });

  it('answers HEAD with the fields of GET', async () => {
    const fetch = halyard(QUIET).fetch((_request, reply) => reply.ok('hëllo', { format: 'json' } as never));
    const [head, whole] = [await fetch(get('/', { method: 'HEAD' })), await fetch(get('/'))];
    expect(head.headers.get('content-length')).toBe(String(new TextEncoder().encode(await whole.text()).length));
    expect(await head.text()).toBe('');
  });
});

describe('reply.headers', () => {
  it('go out with whatever is answered, ours and the handler’s own', async () => {
    const app = halyard(QUIET);
    const named = (handler: (reply: Reply) => Response | Promise<Response>) =>
      app.fetch((_request, reply) => {
        reply.headers.set('x-request-id', 'abc-1');
        reply.headers.append('set-cookie', 'theme=dark');
        return handler(reply);
      });
    for (const handler of [(reply: Reply) => reply.notFound(), () => new Response('own'), () => Response.redirect('https://harbour.example/', 303)]) {
      const response = await named(handler)(get());
      expect(response.headers.get('x-request-id')).toBe('abc-1');
      expect(response.headers.getSetCookie()).toEqual(['theme=dark']);
    }
  });

  it('give way to those that a Response of the handler’s own has', async () => {
    const fetch = halyard(QUIET).fetch((_request, reply) => {
      reply.headers.set('cache-control', 'no-store');
      return new Response('', { headers: { 'cache-control': 'public' } });
    });
    expect((await fetch(get())).headers.get('cache-control')).toBe('public');
  });
});

describe('reply.stream()', () => {
  it('writes a body while it goes out, and ends it', async () => {
    const fetch = halyard(QUIET).fetch((_request, reply) =>
      reply.stream(
        async (body) => {
          await body.write('high ');
          await body.write(new TextEncoder().encode('water'));
        },
        { headers: { 'content-type': 'text/plain' } },
      ),
    );
    expect(await (await fetch(get())).text()).toBe('high water');
  });

  it('breaks when its writer fails, after what was written', async () => {
    const fetch = halyard(QUIET).fetch((_request, reply) =>
      reply.stream(async (body) => {
        await body.write('high ');
        throw new Error('S3CRET');
      }),
    );
    const reader = (await fetch(get())).body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('high ');
    await expect(reader?.read()).rejects.toThrow('The answer broke off');
  });

  it('ends an event stream with an event that contains the error', async () => {
    const fetch = halyard(QUIET).fetch((_request, reply) =>
      reply.stream(() => Promise.reject(new Error('S3CRET')), { headers: { 'content-type': 'text/event-stream' } }),
    );
    const text = await (await fetch(get())).text();
    expect(text).toMatch(/^\n\nevent: error\n/);
    expect(text).not.toContain('S3CRET');
  });

  it('rejects a write when the client has disconnected', async () => {
    let reportError: (error: unknown) => void;
    const rejection = new Promise<unknown>((resolve) => {
      reportError = resolve;
    });
    const fetch = halyard(QUIET).fetch((_request, reply) =>
      reply.stream(async (body) => {
        try {
          for (;;) await body.write('tick');
        } catch (error) {
          reportError(error);
        }
      }),
    );
    await (await fetch(get())).body?.cancel();
    expect(await rejection).toMatchObject({ message: 'The client is gone' });
  });
});

describe('an app’s own response', () => {
  it.each([
    ['at once', (make: () => Response) => make()],
    ['later', async (make: () => Response) => make()],
  ])('may give a Response of its own, %s', async (_when, when) => {
    const forbidden = function (this: { req: Request; res: Reply }) {
      return when(() => new Response(`No entry to ${new URL(this.req.url).pathname}`, { status: 403 }));
    };
    const response = await halyard({ ...QUIET, responses: { forbidden } }).fetch((_request, reply) => reply.forbidden())(get('/cranes'));
    expect([response.status, await response.text()]).toEqual([403, 'No entry to /cranes']);
  });
});

describe('a reporter', () => {
  it('may take longer than the answer: Workers are asked to wait for it', async () => {
    const waited: PromiseLike<unknown>[] = [];
    const reported: Failure[] = [];
    const report = async (failure: Failure): Promise<void> => void reported.push(failure);
    const fetch = halyard({ ...QUIET, report }).fetch((_request, reply, _env: object, _context: object) => reply.serverError(new Error('x')));
    await fetch(get(), {}, { waitUntil: (promise: PromiseLike<unknown>) => waited.push(promise) });
    await Promise.all(waited);
    expect([waited.length, reported.length]).toEqual([1, 1]);
  });
});
