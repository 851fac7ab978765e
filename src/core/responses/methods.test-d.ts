import { describe, expectTypeOf, it } from 'vitest';
import type { ResponseContext } from './app-response.ts';
import { defineResponse } from './define-response.ts';
import { notFound } from './index.ts';
import type { ResponseMethods } from './methods.ts';
import type { ResponseError } from './response-error.ts';

/** An app's own responses, as it would declare them. */
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

describe('what a handler calls', () => {
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
    res.negotiate(new Error('m'));
    res.ok({ any: 'thing' });
    res.noContent();
  });

  it('refuses what is not one of them', () => {
    // @ts-expect-error: a message is no number
    res.notFound(404);
    // @ts-expect-error: there is no such option
    res.notFound('m', { redirectTo: '/' });
    // @ts-expect-error: seconds or a Date
    res.tooManyRequests({ retryAfter: '3' });
    // @ts-expect-error: a list of methods
    res.methodNotAllowed({ allow: 'GET' });
    // @ts-expect-error: a 204 has nothing to say
    res.noContent('m');
    // @ts-expect-error: a path
    res.created({ id: 7 }, 7);
    // @ts-expect-error: there is no such response
    res.notFond();
  });

  it("takes those of the app's own, once they are declared", () => {
    expectTypeOf(res.outOfStock).parameters.toEqualTypeOf<[item: string, left?: number | undefined]>();
    expectTypeOf(res.lowTide).parameters.toEqualTypeOf<[hour: number]>();
    // @ts-expect-error: an item, please
    res.outOfStock();
  });

  it('gives what the host gives: nothing to use, something to wait for', () => {
    expectTypeOf(res.notFound()).toEqualTypeOf<void | Promise<void>>();
    expectTypeOf<ReturnType<ResponseMethods<Response>['ok']>>().toEqualTypeOf<Response>();
  });

  it('cannot be replaced on the type', () => {
    // @ts-expect-error: it is read only
    res.notFound = () => undefined;
  });
});

describe('defineResponse', () => {
  it('makes a factory with the same arguments', () => {
    expectTypeOf(outOfStock).parameters.toEqualTypeOf<[item: string, left?: number | undefined]>();
    expectTypeOf(outOfStock('rope')).toEqualTypeOf<ResponseError>();
    expectTypeOf(notFound).toBeCallableWith('No such berth');
  });

  it('takes a message when no outcome is given', () => {
    expectTypeOf(defineResponse({ status: 418 })).parameters.toEqualTypeOf<[message?: string]>();
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
