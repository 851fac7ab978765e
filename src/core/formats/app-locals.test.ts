import { describe, expect, it } from 'vitest';
import { appLocals } from './app-locals.ts';
import type { FormatContext, FormatSettings } from './format.ts';

/** The locals for a request, and what was logged. */
async function localsFor(settings: Partial<FormatSettings>, request: object = {}) {
  const failures: unknown[] = [];
  const context = { settings: { locals: {}, requestLocals: undefined, deadline: 20, ...settings }, request, failed: (error: unknown) => failures.push(error) };
  const locals = await appLocals(context as unknown as FormatContext);
  return { locals, failures: failures.map((error) => String((error as Error).message)) };
}

const ofApp = { site: 'Example Shop' };

describe('the locals of an app', () => {
  it('are those of the option, if the request has none', async () => {
    expect(await localsFor({ locals: ofApp })).toEqual({ locals: ofApp, failures: [] });
  });

  it('are those of the request, and over them those of the option', async () => {
    expect((await localsFor({ locals: ofApp }, { locals: { site: 'of the request', user: 'Ada' } })).locals).toEqual({ site: 'Example Shop', user: 'Ada' });
  });

  it('are what the function of the option makes from the request of the host', async () => {
    const requestLocals = (request: unknown) => ({ user: (request as { user: string }).user });
    expect((await localsFor({ requestLocals }, { native: { user: 'Ada' }, locals: { user: 'Bob', lang: 'en' } })).locals).toEqual({ user: 'Ada', lang: 'en' });
  });

  it('may be made later', async () => {
    expect((await localsFor({ requestLocals: async () => ({ user: 'Ada' }) })).locals).toEqual({ user: 'Ada' });
  });

  it('are not waited for if the function returns an object', () => {
    const context = { settings: { locals: {}, requestLocals: () => ({ user: 'Ada' }), deadline: 20 }, request: {}, failed: () => {} };
    expect(appLocals(context as unknown as FormatContext)).toEqual({ user: 'Ada' });
  });

  it.each<[string, FormatSettings['requestLocals'], RegExp]>([
    [
      'throws',
      () => {
        throw new Error('no session');
      },
      /no session/,
    ],
    ['rejects', () => Promise.reject(new Error('no session')), /no session/],
    ['is late', () => new Promise(() => {}), /E_LOCALS.*still working after 20 ms/s],
    ['returns a text', () => 'text' as never, /E_LOCALS.*Found "text"/s],
    ['returns a list', () => [] as never, /E_LOCALS/],
  ])('are left out and logged once if the function %s', async (_, requestLocals, message) => {
    const { locals, failures } = await localsFor({ requestLocals }, { locals: { user: 'Ada' } });
    expect(locals).toEqual({ user: 'Ada' });
    expect(failures).toHaveLength(1);
    expect(failures[0]).toMatch(message);
  });

  it.each<[string, () => object]>([
    [
      'a getter throws',
      () => ({
        get user() {
          throw new Error('no session');
        },
      }),
    ],
    [
      'it is a Proxy that throws',
      () =>
        new Proxy(
          {},
          {
            ownKeys: () => {
              throw new Error('no session');
            },
          },
        ),
    ],
  ])('are left out and logged once if the result cannot be read: %s', async (_, make) => {
    const expected = { locals: ofApp, failures: ['no session'] };
    expect(await localsFor({ requestLocals: make as never, locals: ofApp })).toEqual(expected);
    expect(await localsFor({ requestLocals: (async () => make()) as never, locals: ofApp })).toEqual(expected);
  });

  it('may be an instance of a class', async () => {
    class Locals {
      user = 'Ada';
    }
    expect(await localsFor({ requestLocals: () => new Locals() as never })).toEqual({ locals: { user: 'Ada' }, failures: [] });
  });

  it('are left out if the locals of the request cannot be read', async () => {
    const request = {
      locals: Object.defineProperty({}, 'user', {
        enumerable: true,
        get: () => {
          throw new Error('no session');
        },
      }),
    };
    expect(await localsFor({ locals: ofApp }, request)).toEqual({ locals: ofApp, failures: ['no session'] });
  });

  it('are none if the function returns undefined', async () => {
    expect(await localsFor({ requestLocals: () => undefined as never })).toEqual({ locals: {}, failures: [] });
  });
});
