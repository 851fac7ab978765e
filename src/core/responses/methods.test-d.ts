import { describe, expectTypeOf, it } from 'vitest';
import type { ResponseContext } from './app-response.ts';
import { defineResponse } from './define-response.ts';
import type { ResponseOptions } from './facts-of-message.ts';
import { notFound } from './index.ts';
import type { ResponseMethods } from './methods.ts';
import type { ResponseError } from './response-error.ts';

/** The declaration of an app's own responses. */
const outOfStock = defineResponse({ status: 409, outcome: (item: string, left?: number) => ({ detail: `${item} ${left ?? 0}` }) });
function lowTide(this: ResponseContext, hour: number): unknown {
  return this.default(hour);
}

declare module './methods.ts' {
  interface AppResponses {
    outOfStock: typeof outOfStock;
    lowTide: typeof lowTide;
  }
}

declare const res: ResponseMethods;

describe('the methods that a handler calls', () => {
  it('takes the arguments of each response', () => {
    res.notFound();
    res.notFound('No such berth');
    res.notFound(new Error('m'), { view: 'lost' });
    res.badRequest([{ message: 'Too short', path: ['name'] }], '/signup');
    res.badRequest({ name: 'Too short' }, { redirectTo: '/signup', code: 'E_SHORT' });
    res.badRequest(new Error('m'));
    res.serverError();
    res.serverError(['a', new Error('b'), 3], { cause: 'c' });
    res.created({ id: 7 }, '/berths/7');
    res.methodNotAllowed({ allow: ['GET'] });
    res.tooManyRequests({ retryAfter: new Date() });
    res.unauthorized({ challenge: 'Bearer realm="berths"' });
    res.forbidden('Only the owner may', { conceal: true });
    res.forbidden({ detail: 'Only the owner may', code: 'E_OWNER' });
    res.gone('m', { headers: { age: 30 } });
    res.negotiate(new Error('m'));
    res.ok({ any: 'thing' });
    res.noContent();
  });

  it('refuses other arguments and methods', () => {
    // @ts-expect-error: a message is not a number
    res.notFound(404);
    // @ts-expect-error: there is no such option
    res.notFound('m', { redirectTo: '/' });
    // @ts-expect-error: seconds or a Date
    res.tooManyRequests({ retryAfter: '3' });
    // @ts-expect-error: a list of methods
    res.methodNotAllowed({ allow: 'GET' });
    // @ts-expect-error: a built-in response has its options once
    res.notFound('m', {}, {});
    // @ts-expect-error: a 204 has no message
    res.noContent('m');
    // @ts-expect-error: a path
    res.created({ id: 7 }, 7);
    // @ts-expect-error: there is no such response
    res.notFond();
  });

  it("takes the arguments of the app's own responses after their declaration", () => {
    expectTypeOf(res.outOfStock).parameters.toEqualTypeOf<[item: string, left?: number | undefined, options?: ResponseOptions]>();
    res.outOfStock('rope', 2, { cause: new Error('m'), headers: { 'retry-after': 30 }, code: 'E_ROPE' });
    expectTypeOf(res.lowTide).parameters.toEqualTypeOf<[hour: number]>();
    // @ts-expect-error: the item is missing
    res.outOfStock();
  });

  it('returns the result type of the host', () => {
    expectTypeOf(res.notFound()).toEqualTypeOf<void>();
    expectTypeOf<ReturnType<ResponseMethods<Response>['ok']>>().toEqualTypeOf<Response>();
  });

  it('cannot be replaced on the type', () => {
    // @ts-expect-error: it is read only
    res.notFound = () => undefined;
  });
});

describe('defineResponse', () => {
  it('makes a factory with the same arguments', () => {
    expectTypeOf(outOfStock).parameters.toEqualTypeOf<[item: string, left?: number | undefined, options?: ResponseOptions]>();
    expectTypeOf(outOfStock('rope')).toEqualTypeOf<ResponseError>();
    expectTypeOf(notFound).toBeCallableWith('No such berth');
  });

  it('takes a message without an outcome', () => {
    expectTypeOf(defineResponse({ status: 418 })).parameters.toEqualTypeOf<[message?: string, options?: ResponseOptions]>();
  });

  it('refuses facts that do not exist', () => {
    // @ts-expect-error: a detail is a text
    defineResponse({ status: 418, outcome: () => ({ detail: 7 }) });
    // @ts-expect-error: a status is a number
    defineResponse({ status: '418' });
    // @ts-expect-error: a status is needed
    defineResponse({});
  });
});
