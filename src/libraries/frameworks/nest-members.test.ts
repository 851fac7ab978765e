import { BadRequestException, ConflictException, ForbiddenException, HttpException, ParseArrayPipe, ServiceUnavailableException } from '@nestjs/common';
import { describe, expect, it } from 'vitest';
import { errorOf, thrown } from '../../../tests/support/answer-of.ts';

const PROBLEM = {
  type: 'https://bank.example/problems/credit',
  title: 'Not enough credit',
  detail: 'Your balance is 30.',
  instance: '/accounts/7',
  balance: 30,
};

class OwnProblem {
  readonly type = 'https://shop.example/problems/stock';
  readonly title = 'Out of stock';
  readonly left = 2;
}

const circular: Record<string, unknown> = { message: 'Taken', order: 'A1' };
circular['self'] = circular;

describe('the members of an HttpException', () => {
  it.each<[string, HttpException, object]>([
    ['those of RFC 9457 under their names', new HttpException(PROBLEM, 403), { ...PROBLEM, status: 403 }],
    ['those of an instance of a class', new HttpException(new OwnProblem(), 409), { ...new OwnProblem(), status: 409 }],
    [
      'a message beside a detail',
      new HttpException({ message: 'Too late', detail: 'The sale ended.' }, 410),
      { title: 'Gone', detail: 'The sale ended.', message: 'Too late' },
    ],
    ['the description of the app', new ConflictException('Taken', 'Double booking'), { title: 'Conflict', detail: 'Taken', error: 'Double booking' }],
    ['a code', new ConflictException({ message: 'Taken', code: 'E_TAKEN' }), { title: 'Conflict', detail: 'Taken', code: 'E_TAKEN' }],
    ['a nested response', new HttpException({ response: { order: 'A1' } }, 409), { title: 'Conflict', response: { order: 'A1' } }],
    ['a circle', new HttpException(circular, 409), { title: 'Conflict', detail: 'Taken', order: 'A1', self: expect.anything() }],
    [
      'all but a getter that throws',
      new HttpException(
        Object.defineProperty({ message: 'Taken', order: 'A1' }, 'pin', {
          enumerable: true,
          get: () => {
            throw new Error('S3CRET');
          },
        }),
        409,
      ),
      { title: 'Conflict', detail: 'Taken', order: 'A1' },
    ],
    ['a list of texts', new ForbiddenException(['a', 'b']), { title: 'Forbidden', errors: [{ detail: 'a' }, { detail: 'b' }] }],
    ['a list of numbers', new ForbiddenException([3, 4]), { title: 'Forbidden', errors: [3, 4] }],
    [
      'a list beside another list',
      new HttpException({ message: [3], errors: ['late'] }, 409),
      { title: 'Conflict', errors: [{ detail: 'late' }], message: [3] },
    ],
    ['a message that is an object', new ForbiddenException({ message: { en: 'No', de: 'Nein' } }), { title: 'Forbidden', message: { en: 'No', de: 'Nein' } }],
    [
      'those in which a validation library would keep the submitted value',
      new HttpException({ message: 'Over the limit', data: { limit: 5 }, value: 7, params: { unit: 'kg' }, context: 'cart', path: '/cart', target: [1] }, 409),
      { title: 'Conflict', detail: 'Over the limit', data: { limit: 5 }, value: 7, params: { unit: 'kg' }, context: 'cart', path: '/cart', target: [1] },
    ],
    [
      'those of an entry of a validation library, without the submitted value',
      new HttpException({ message: 'Too short', path: ['pin'], kind: 'min', context: { value: 'S3CRET' } }, 410),
      { title: 'Gone', detail: 'Too short', path: ['pin'], kind: 'min' },
    ],
    [
      'those of a result of a validation library, without the submitted value',
      new HttpException({ message: 'No', _original: { pin: 'S3CRET' }, value: 'S3CRET', details: 'x' }, 410),
      { title: 'Gone', detail: 'No', details: 'x' },
    ],
  ])('are kept: %s', async (_, exception, body) => {
    const { status, problem, everything } = await thrown(exception);
    expect(problem).toEqual({ status, ...body });
    expect(everything).not.toContain('S3CRET');
  });

  it('stay beside the issues', async () => {
    const errors = [{ property: 'email', message: 'is taken' }];
    const { problem } = await thrown(new BadRequestException({ message: 'Not saved', code: 'E_FORM', hint: 'Look at the marks', errors }));
    expect(problem).toEqual({
      title: 'Bad Request',
      status: 400,
      detail: 'Not saved',
      code: 'E_FORM',
      hint: 'Look at the marks',
      errors: [{ detail: 'is taken', pointer: '#/email' }],
    });
  });

  it('of status 500 and more stay in the log, and the cause always does', async () => {
    const exception = new ServiceUnavailableException({ ...PROBLEM, type: 'https://S3CRET.example', title: 'S3CRET', instance: 'S3CRET', code: 'S3CRET' });
    const { problem } = await thrown(exception);
    expect(problem).toEqual({ title: 'Service Unavailable', status: 503 });
    const caused = await thrown(new ConflictException({ message: 'Taken' }, { cause: new Error('S3CRET') }));
    expect(caused.problem).toEqual({ title: 'Conflict', status: 409, detail: 'Taken' });
  });
});

describe('the members of an HttpException of status 500 and more', () => {
  it.each([500, 502, 503])('are in the log of a %i, and the client does not get them', async (status) => {
    for (const body of [{ message: 'no stock service', order: 'A1' }, { title: 'S-TITLE', detail: 'S-DETAIL', type: 'S-TYPE' }, [7, 9]]) {
      const { problem, everything } = await thrown(new HttpException(body, status));
      expect(Object.keys(problem)).toEqual(['title', 'status']);
      const log = everything.split('\n').slice(2).join('\n');
      for (const text of Object.values(body).flat()) expect(log).toContain(String(text));
    }
  });

  it('of status 500 do not hide the exception from an override of serverError', async () => {
    const exception = new HttpException({ message: 'no stock service', order: 'A1' }, 500);
    const seen: unknown[] = [];
    const { status } = await thrown(exception, { responses: { serverError: (error: unknown) => void seen.push(error) } as never });
    expect([status, seen]).toEqual([500, [exception]]);
  });
});

describe('the places of the issues of an HttpException', () => {
  it.each<[string, unknown, object]>([
    ['a property', [{ property: 'owner.name', message: 'is taken' }], { detail: 'is taken', pointer: '#/owner/name' }],
    ['a list of constraints', [{ property: 'email', constraints: ['is taken'] }], { detail: 'is taken', pointer: '#/email' }],
    ['a field', [{ field: 'email', error: 'is taken', value: 'S3CRET' }], { detail: 'is taken', pointer: '#/email' }],
    ['a name with a dot', { message: 'Not saved', errors: { 'owner.name': 'is taken' } }, { detail: 'is taken', pointer: '#/owner/name' }],
    ['a pointer', [{ pointer: '#/items/0/a~1b', detail: 'is taken', code: 'E_TAKEN' }], { detail: 'is taken', pointer: '#/items/0/a~1b', code: 'E_TAKEN' }],
    ['a parameter', [{ parameter: 'page', detail: 'is too large' }], { detail: 'is too large', parameter: 'page' }],
    ['a message of class-validator', ['items.0.name must be a string'], { detail: 'items.0.name must be a string', pointer: '#/items/0/name' }],
    ['a nested object', ['items.each value in nested property items must be either object or array'], { detail: expect.any(String), pointer: '#/items' }],
    ['a schema', ['owner.name: Invalid input: expected string, received number'], { detail: expect.any(String), pointer: '#/owner/name' }],
  ])('are right: %s', async (_, list, issue) => {
    const { problem, everything } = await thrown(new BadRequestException(list));
    expect(problem['errors']).toEqual([issue]);
    expect(everything).not.toContain('S3CRET');
  });

  it.each([
    'you must accept the terms',
    'customers must be adults',
    'payment is required',
    'note: call us',
    'item must be a number',
    'all orders should be paid',
  ])('are absent for a sentence: %s', async (sentence) => {
    expect((await thrown(new BadRequestException([sentence]))).problem['errors']).toEqual([{ detail: sentence }]);
  });

  it('have the index that ParseArrayPipe names', async () => {
    const pipe = new ParseArrayPipe({ items: Number });
    const error = await errorOf(() => pipe.transform('1,x', { type: 'query', metatype: Array, data: 'ids' }));
    expect((await thrown(error)).problem['errors']).toEqual([{ detail: 'item must be a number', pointer: '#/1' }]);
  });
});
