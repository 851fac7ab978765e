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
    expect(answers).toEqual([true, true, undefined, undefined, undefined]);
  });

  it('is undefined for a path that cannot be decoded, and for an app without routes', () => {
    const app = makeApp();
    expect(answersGet(app as never, '/')).toBe(undefined);
    app.get('/berths/:id', () => {});
    expect(answersGet(app as never, '/berths/%zz')).toBe(undefined);
  });
});
