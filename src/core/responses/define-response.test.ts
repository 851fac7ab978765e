import { describe, expect, it } from 'vitest';
import { statusPhrase } from '../values/status.ts';
import { defineResponse, isDefinedResponse, outcomeOf } from './define-response.ts';
import * as builtIn from './index.ts';
import { ResponseError } from './response-error.ts';

describe('defineResponse', () => {
  it('makes a factory of errors that can be thrown, with the facts of the arguments', () => {
    const outOfStock = defineResponse({
      name: 'outOfStock',
      status: 409,
      title: 'Out Of Stock',
      outcome: (item: string) => ({ detail: `No ${item} left`, code: 'E_STOCK' }),
    });
    const error = outOfStock('rope');
    expect(error).toBeInstanceOf(ResponseError);
    expect(error).toMatchObject({ status: 409, message: 'No rope left', code: 'E_STOCK' });
    expect(outcomeOf(outOfStock as never, ['rope'] as never)).toMatchObject({
      name: 'outOfStock',
      status: 409,
      title: 'Out Of Stock',
      detail: 'No rope left',
      expose: true,
    });
  });

  it('takes a message without an outcome', () => {
    const teapot = defineResponse({ status: 418, title: 'Teapot' });
    expect(teapot('short and stout').message).toBe('short and stout');
    expect(teapot().message).toBe('Teapot');
    expect(teapot(42 as never).message).toBe('Teapot');
  });

  it('has the registered phrase as the title', () => {
    expect(defineResponse({ status: 451 }).title).toBe('Unavailable For Legal Reasons');
    expect(defineResponse({ status: 418 }).title).toBe("I'm a Teapot");
    expect(defineResponse({ status: 499 }).title).toBe('Client Error');
    expect(defineResponse({ status: 599 }).title).toBe('Server Error');
  });

  it.each([100, 199, 600, 0, -404, 404.5, Number.NaN, '404', undefined, 404n])('refuses the status %s', (status) => {
    expect(() => defineResponse({ status: status as number })).toThrow(/E_RESPONSE_DEFINITION: .*status: .*200 to 599/s);
  });

  it('refuses an outcome that is not a function', () => {
    expect(() => defineResponse({ status: 404, outcome: {} as never })).toThrow(/E_RESPONSE_DEFINITION: .*outcome: object/s);
  });

  it('ignores name, status and title in the facts', () => {
    const facts = { name: 'other', status: 200, title: 'OK', detail: 'd' };
    expect(outcomeOf({ name: 'mine', status: 409, title: 'Conflict', outcome: () => facts }, [])).toMatchObject({
      name: 'mine',
      status: 409,
      title: 'Conflict',
    });
  });

  it('exposes the message below 500 and hides it from 500 on, unless expose is set', () => {
    const exposeOf = (status: number, expose?: boolean): boolean =>
      outcomeOf({ status, title: 't', outcome: () => (expose === undefined ? {} : { expose }) }, []).expose;
    expect([exposeOf(404), exposeOf(499), exposeOf(500), exposeOf(503)]).toEqual([true, true, false, false]);
    expect([exposeOf(404, false), exposeOf(503, true)]).toEqual([false, true]);
  });
});

describe('isDefinedResponse', () => {
  it('accepts definitions of this copy of the package and of another', () => {
    expect(isDefinedResponse(defineResponse({ status: 404 }))).toBe(true);
    expect(isDefinedResponse(Object.assign(() => {}, { [Symbol.for('halyard.response')]: true }))).toBe(true);
  });

  it.each([undefined, null, {}, () => {}, 'notFound', { [Symbol.for('halyard.response')]: true }])('refuses %o', (value) => {
    expect(isDefinedResponse(value)).toBe(false);
  });
});

describe('the built-in responses', () => {
  const all = Object.entries(builtIn);

  it.each(all)('%s has its own name', (name, response) => {
    expect(response.name).toBe(name);
  });

  it.each(all.filter(([, { status }]) => status >= 400))('%s has the registered title of its status', (_, { status, title }) => {
    expect(title).toBe(statusPhrase(status));
  });

  it('have different statuses', () => {
    const statuses = all.map(([, { status }]) => status);
    expect(new Set(statuses).size).toBe(statuses.length);
  });
});
