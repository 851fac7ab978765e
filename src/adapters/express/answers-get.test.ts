import express from 'express';
// @ts-expect-error The types are those of Express 5, and near enough.
import express4 from 'express4';
import { describe, expect, it } from 'vitest';
import { answersGet } from './forms.ts';

describe.each([
  ['Express 5', express],
  ['Express 4', express4 as unknown as typeof express],
])('answersGet on %s', (_, makeApp) => {
  it("is true for the app's own routes that answer GET, and undefined for others", () => {
    const app = makeApp();
    app.use((_request, _response, next) => next());
    app.get('/berths/:id', () => {});
    app.post('/bookings', () => {});
    app.all('/tides', () => {});
    app.use(
      '/router',
      makeApp.Router().get('/page', () => {}),
    );
    const answers = ['/berths/12', '/tides', '/bookings', '/router/page', '/none'].map((path) => answersGet(app as never, path));
    expect(answers).toEqual([true, true, undefined, true, undefined]);
  });

  it('is true for a page in routers that are mounted in one another, with parameters, and only under their whole path', () => {
    const app = makeApp();
    const inner = makeApp.Router().get('/:id/edit', () => {});
    inner.post('/sent', () => {});
    app.use('/teams/:team', makeApp.Router().use('/users', inner));
    app.use(makeApp.Router().get('/plain', () => {}));
    const answers = ['/teams/red/users/7/edit', '/plain', '/users/7/edit', '/teams/red/users/sent', '/teams/red/users'].map((path) =>
      answersGet(app as never, path),
    );
    expect(answers).toEqual([true, true, undefined, undefined, undefined]);
  });

  it('ends for a router that is mounted in itself', () => {
    const app = makeApp();
    const router = makeApp.Router();
    router.use('/', router);
    app.use(router);
    expect(answersGet(app as never, '/none')).toBe(undefined);
  });

  it('is undefined for a path that cannot be decoded, and for an app without routes', () => {
    const app = makeApp();
    expect(answersGet(app as never, '/')).toBe(undefined);
    app.get('/berths/:id', () => {});
    expect(answersGet(app as never, '/berths/%zz')).toBe(undefined);
  });
});
