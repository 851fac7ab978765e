import { describe, expect, it } from 'vitest';
import { conflict } from './conflict.ts';
import { defineResponse, outcomeOf } from './define-response.ts';
import { forbidden } from './forbidden.ts';
import { notFound } from './not-found.ts';

const CAUSE = new Error('the winch is jammed');
const OPTIONS = { cause: CAUSE, code: 'E_ROPE', headers: { 'Retry-After': 30 } };

function outcome(response: { readonly status: number; readonly title: string; readonly outcome: (...args: never[]) => object }, ...args: readonly unknown[]) {
  return outcomeOf({ name: 'own', ...response } as never, args as never);
}

describe('the options after the arguments of an own response', () => {
  const facts = { causes: [CAUSE], code: 'E_ROPE', headers: { 'retry-after': '30' } };

  it('are taken by a response with arguments, without an outcome, and without arguments', () => {
    const outOfStock = defineResponse({ status: 409, outcome: (item: string, left = 0) => ({ detail: `${left} of ${item} left` }) });
    expect(outcome(outOfStock, 'rope', OPTIONS)).toMatchObject({ ...facts, detail: '0 of rope left' });
    expect(outcome(outOfStock, 'rope', 2, OPTIONS)).toMatchObject({ ...facts, detail: '2 of rope left' });
    expect(outcome(defineResponse({ status: 418 }), 'No tea', OPTIONS)).toMatchObject({ ...facts, detail: 'No tea' });
    expect(outcome(defineResponse({ status: 418, outcome: () => ({ detail: 'No tea' }) }), OPTIONS)).toMatchObject({ ...facts, detail: 'No tea' });
  });

  it('follow the causes and the header fields of the outcome', () => {
    const own = defineResponse({ status: 409, outcome: (cause: Error) => ({ causes: [cause], headers: { allow: 'GET', 'retry-after': '1' } }) });
    const first = new Error('first');
    expect(outcome(own, first, OPTIONS)).toMatchObject({ causes: [first, CAUSE], headers: { allow: 'GET', 'retry-after': '30' } });
  });

  it('are data if a member is not an option, and the last argument if the response has one in that place', () => {
    const own = defineResponse({ status: 409, outcome: (item: unknown, more?: unknown) => ({ data: [item, more] }) });
    expect(outcome(own, 'rope', OPTIONS)).toMatchObject({ data: ['rope', OPTIONS], causes: undefined });
    expect(outcome(own, 'rope', 1, { code: 'E_ROPE', price: 3 })).toMatchObject({ data: ['rope', 1], code: undefined });
  });

  it('are in the error that is thrown', () => {
    const own = defineResponse({ name: 'outOfStock', status: 409, outcome: (item: string) => ({ detail: item }) });
    expect(own('rope', OPTIONS)).toMatchObject({ message: 'rope', cause: CAUSE, code: 'E_ROPE', headers: { 'retry-after': '30' } });
  });
});

describe('the options as the only argument', () => {
  it.each([
    ['forbidden', forbidden],
    ['notFound', notFound],
    ['conflict', conflict],
  ])('of %s have the message as `detail`', (_, response) => {
    expect(outcome(response as never, { detail: 'Only the owner may', ...OPTIONS })).toMatchObject({
      detail: 'Only the owner may',
      code: 'E_ROPE',
      data: undefined,
    });
  });

  it('of forbidden may conceal', () => {
    expect(outcome(forbidden as never, { detail: 'm', conceal: true })).toMatchObject({ concealAs: 'notFound' });
  });

  it('are data without `detail`, or with another member', () => {
    expect(outcome(forbidden as never, { code: 'E_OWNER' })).toMatchObject({ data: { code: 'E_OWNER' } });
    expect(outcome(forbidden as never, { detail: 'm', owner: 'Ann' })).toMatchObject({ data: { detail: 'm', owner: 'Ann' }, detail: undefined });
  });
});
