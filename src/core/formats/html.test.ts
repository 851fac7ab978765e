import { describe, expect, it } from 'vitest';
import { publicOutcome } from '../../../tests/support/public-outcome.ts';
import type { PublicOutcome } from '../disclosure/disclose.ts';
import type { ViewEngine } from '../ports/view-engine.ts';
import type { FormatContext, Rendered } from './format.ts';
import { html } from './html.ts';

type Shown = Rendered & { readonly failures: readonly Error[]; readonly tried: readonly string[] };

/** Renders with these engines. `tried` has the names of the views, in the order of the calls. */
async function show(render: ViewEngine['render'] | readonly ViewEngine['render'][], members: Partial<PublicOutcome> = {}): Promise<Shown> {
  const tried: string[] = [];
  const failures: Error[] = [];
  const views = [render].flat().map((one) => ({
    render(view: string, locals: Readonly<Record<string, unknown>>) {
      tried.push(view);
      return one(view, locals);
    },
  }));
  const context = {
    settings: { now: () => 0, views, locals: { app: 'Harbour', status: 'mine' }, deadline: 30, home: '/' },
    failed: (error: unknown) => failures.push(error as Error),
    request: {},
  } as unknown as FormatContext;
  const rendered = await html.render(publicOutcome({ reference: '7K3M-Q9TX', ...members }), context);
  return { ...(rendered as Rendered), failures, tried };
}

const files =
  (pages: Readonly<Record<string, string>>): ViewEngine['render'] =>
  (view) =>
    pages[view];

describe('html, with the views of an app', () => {
  it('tries the view of the status, and then the view of its class', async () => {
    expect(await show(files({ 404: 'mine', '4xx': 'class' }))).toMatchObject({
      body: 'mine',
      tried: ['404'],
      contentType: 'text/html; charset=utf-8',
      active: true,
    });
    expect(await show(files({ '4xx': 'class' }))).toMatchObject({ body: 'class', tried: ['404', '4xx'] });
  });

  it('tries the view that the call names first', async () => {
    expect(await show(files({ 'berths/lost': 'own', 404: 'mine' }), { view: 'berths/lost' })).toMatchObject({ body: 'own' });
    expect(await show(files({ 404: 'mine' }), { view: 'berths/lost' })).toMatchObject({ body: 'mine' });
  });

  it('tries every engine for a view before it tries the next view', async () => {
    expect((await show([files({ '4xx': 'class' }), files({ 404: 'second engine' })])).body).toBe('second engine');
  });

  it('shows the built-in page without a view', async () => {
    const { body, policy, failures } = await show(() => undefined);
    expect(body).toContain('<h1>Not Found</h1>');
    expect(policy).toContain("default-src 'none'");
    expect(failures).toEqual([]);
  });

  it("passes a new object of locals with fixed names, which replace the app's own", async () => {
    const seen: Readonly<Record<string, unknown>>[] = [];
    const render: ViewEngine['render'] = (_, locals) => {
      seen.push(locals);
      return 'x';
    };
    const members = {
      detail: 'd',
      issues: [{ message: 'Too long', path: ['boat', 'length'], code: 'long' }],
      data: { settings: { 'view options': { client: true } } },
    };
    await show(render, members);
    await show(render, members);
    expect(seen[0]).toEqual({
      app: 'Harbour',
      status: 404,
      title: 'Not Found',
      message: 'd',
      errors: [{ message: 'Too long', field: 'boat.length', pointer: '#/boat/length', code: 'long', stack: [] }],
      reference: '7K3M-Q9TX',
      data: members.data,
      typed: [],
      back: '',
      report: '',
    });
    expect(seen[0]).not.toBe(seen[1]);
  });

  it('has every local on every page', async () => {
    let names: readonly string[] = [];
    await show((_, locals) => {
      names = Object.keys(locals);
      return 'x';
    });
    expect([...names].sort()).toEqual(['app', 'back', 'data', 'errors', 'message', 'reference', 'report', 'status', 'title', 'typed']);
  });
});

describe('html, when a view fails', () => {
  const fail = (): never => {
    throw new Error('no such local');
  };

  it('tells a client that sees errors in full why, and no other client', async () => {
    expect((await show(fail, { revealed: true })).body).toMatch(/For the developer.*E_VIEW.*no such local/s);
    expect((await show(fail, { revealed: false })).body).not.toMatch(/For the developer|no such local/);
  });

  it.each<[string, ViewEngine['render'], RegExp]>([
    ['throws', fail, /no such local/],
    [
      'throws a value that is not an Error',
      () => {
        throw undefined;
      },
      /undefined/,
    ],
    ['rejects', async () => fail(), /no such local/],
    ['takes too long', () => new Promise(() => {}), /E_VIEW_TIMEOUT: .*"404".*30 ms/s],
    ['returns no text', () => 42 as never, /E_VIEW_OUTPUT: .*type number/s],
    ['returns null', () => null as never, /E_VIEW_OUTPUT/],
    ['returns a promise of no text', async () => ({}) as never, /E_VIEW_OUTPUT: .*type object/s],
    ['returns an empty page', () => '', /E_VIEW_OUTPUT/],
    ['returns too much text', () => 'x'.repeat(3_000_000), /E_VIEW_OUTPUT: .*3000000 characters/s],
  ])('because it %s, shows the built-in page and logs this once', async (_, render, failure) => {
    const { body, failures, policy } = await show(render);
    expect(body).toContain('<h1>Not Found</h1>');
    expect(policy).toBeDefined();
    expect(failures).toHaveLength(1);
    expect(String(failures[0])).toMatch(failure);
  });

  it('logs the reason of a template engine after the place, without the lines of the template between them', async () => {
    const { failures } = await show(() => {
      throw new Error(`/app/views/404.ejs:2\n    1| <p>${'x'.repeat(400)}</p>\n >> 2| <%= nope %>\n    3| \n\nnope is not defined`);
    });
    expect(String(failures[0])).toContain('Found view "404" failing: /app/views/404.ejs:2: nope is not defined.');
  });

  it('leaves a success to the next format', async () => {
    const { body, failures } = await show(fail, { status: 200, title: 'OK', dataIsBody: true });
    expect(body).toBeUndefined();
    expect(failures).toHaveLength(1);
  });

  it('does not wait for a view that answers after its deadline', async () => {
    let late = false;
    const { body } = await show(
      () =>
        new Promise((resolve) =>
          setTimeout(() => {
            late = true;
            resolve('late');
          }, 60),
        ),
    );
    expect(body).toContain('<h1>Not Found</h1>');
    expect(late).toBe(false);
  });
});
