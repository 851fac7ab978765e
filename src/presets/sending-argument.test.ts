import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { badRequest } from '../core/responses/bad-request.ts';
import { outcomeOf } from '../core/responses/define-response.ts';
import { serverError } from '../core/responses/server-error.ts';
import { mapLibraryValue } from '../libraries/map-library-value.ts';
import { sendingArgument } from './sending-argument.ts';

const now = (): number => 0;

/** Returns the argument as a program would receive it. */
function bodyOf(response: typeof badRequest | typeof serverError, value: unknown, { revealed = false } = {}): unknown {
  const { name, status, title, outcome } = sendingArgument(response as never);
  return outcomeOf({ name, status, title, outcome: outcome as (...args: readonly unknown[]) => object }, [value]).argument?.({
    revealed,
    now,
    mapLibraryValue,
  });
}

describe('sendingArgument', () => {
  it('keeps any JSON as it is', () => {
    const ours = fc.jsonValue().filter((value) => !/"(?:__proto__|constructor|message|toJSON)"/.test(JSON.stringify(value)));
    fc.assert(
      fc.property(ours, (value) => {
        expect(bodyOf(badRequest, value)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it.each([
    '"password" with value "hunter2" fails to match the required pattern: /^x/',
    "Value ('hunter2') was shorter than the configured minimum length (8)",
    "Specified value (a string: 'hunter2') doesn't match the expected type: 'number'",
    'At path: password -- Expected a number, but received: "hunter2"',
    'password must be a number (was "hunter2")',
  ])('keeps no text of a library that quotes submitted values: %s', (text) => {
    expect(bodyOf(badRequest, text)).toBe('Not a valid value');
    expect(bodyOf(badRequest, { reason: text })).toEqual({ reason: 'Not a valid value' });
  });

  it('keeps the entries of express-validator, without the submitted values', () => {
    const entry = { type: 'field', location: 'body', path: 'password', msg: 'Invalid value' };
    expect(bodyOf(badRequest, { errors: [{ ...entry, value: 'hunter2' }] })).toEqual({ errors: [entry] });
    expect(bodyOf(badRequest, { errors: [{ ...entry, msg: 'hunter2 is known', value: 'hunter2' }] })).toEqual({
      errors: [{ message: 'Not a valid value', path: 'password' }],
    });
  });

  it('keeps the issues that the argument is mapped to', () => {
    const { outcome } = sendingArgument(badRequest as never);
    expect((outcome as (...args: readonly unknown[]) => object)('Not an address', '/signup')).toMatchObject({
      detail: 'Not an address',
      redirectTo: '/signup',
    });
  });

  it('removes submitted values from the entries of a validation library, and from nothing else', () => {
    const entry = { message: 'Too short', path: ['password'], input: 'hunter2', value: 'hunter2' };
    expect(bodyOf(badRequest, { list: [entry] })).toEqual({ list: [{ message: 'Too short', path: ['password'] }] });
    expect(bodyOf(badRequest, { message: 'Wrong', data: 1, value: 2 })).toEqual({ message: 'Wrong', data: 1, value: 2 });
  });

  it.each([
    ['put on the error itself', Object.assign(new Error('x'), { toJSON: () => ({ code: 'E_X' }) }), { code: 'E_X' }],
    [
      'of its class',
      new (class extends Error {
        toJSON() {
          return { stack: this.stack };
        }
      })('x'),
      undefined,
    ],
    ['of an HTTP client', Object.assign(new Error('x'), { config: {}, toJSON: () => ({ config: 'Authorization' }) }), undefined],
    [
      'that throws',
      Object.assign(new Error('x'), {
        toJSON: () => {
          throw new Error('y');
        },
      }),
      '[unreadable]',
    ],
    ['that is no function', Object.assign(new Error('x'), { toJSON: 1 }), undefined],
  ])('calls in production only a toJSON that was made for the answer: one %s', (_, error, expected) => {
    expect(bodyOf(badRequest, error)).toEqual(expected);
  });

  it('calls any toJSON for the developer, and masks what looks like a secret', () => {
    class Tide extends Error {
      toJSON() {
        return { tide: 'low', token: 'abc' };
      }
    }
    expect(bodyOf(serverError, new Tide('x'), { revealed: true })).toEqual({ tide: 'low', token: '[masked]' });
  });

  it('leaves an Error without toJSON to the mapping of all errors', () => {
    expect(bodyOf(serverError, new Error('x'), { revealed: true })).toBe(undefined);
  });

  it('stays within the bytes of an error body, and marks where it was cut', () => {
    const text = JSON.stringify(
      bodyOf(
        badRequest,
        Array.from({ length: 5_000 }, (_, i) => `issue ${i}`),
      ),
    );
    expect(text.length).toBeLessThan(16_384);
    expect(text).toMatch(/… and \d+ more/);
  });

  it('reads a value that throws at every access', () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    expect(bodyOf(badRequest, proxy)).toBe('[unreadable]');
    expect(bodyOf(serverError, [proxy], { revealed: true })).toEqual(['[unreadable]']);
  });
});
