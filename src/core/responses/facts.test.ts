import { describe, expect, it } from 'vitest';
import { outcomeOf } from './define-response.ts';
import * as responses from './index.ts';
import type { Outcome } from './outcome.ts';

/** The facts of a call, without members that are undefined. */
function factsOfCall(name: keyof typeof responses, ...args: readonly unknown[]): Partial<Outcome> {
  const { name: own, status, title, ...facts } = outcomeOf(responses[name] as never, args as never);
  return Object.fromEntries(
    Object.entries({ own, status, title, ...facts }).filter(([key, value]) => value !== undefined && !['own', 'status', 'title'].includes(key)),
  );
}

const error = new Error('for the log');

describe('the facts of the arguments of a response', () => {
  it.each<[keyof typeof responses, readonly unknown[], object]>([
    ['notFound', [], { expose: true }],
    ['notFound', [''], { expose: true }],
    ['notFound', [null], { expose: true }],
    ['notFound', ['No such berth'], { expose: true, detail: 'No such berth' }],
    ['notFound', [error], { expose: true, causes: [error], libraryValue: error }],
    ['notFound', [{ berth: 7 }], { expose: true, data: { berth: 7 } }],
    ['notFound', [[1, 2]], { expose: true, data: [1, 2] }],
    ['notFound', [7], { expose: true, data: 7 }],
    [
      'notFound',
      ['m', { cause: error, code: 'E_BERTH', type: 'https://harbour.example/p', format: 'json', view: 'lost' }],
      { expose: true, detail: 'm', causes: [error], code: 'E_BERTH', type: 'https://harbour.example/p', format: 'json', view: 'lost' },
    ],
    ['notFound', ['m', { headers: { 'X-Berth': '7' } }], { expose: true, detail: 'm', headers: { 'x-berth': '7' } }],
    ['notFound', ['m', { expose: false }], { expose: false, detail: 'm' }],
    ['forbidden', ['m', { conceal: true }], { expose: true, detail: 'm', concealAs: 'notFound' }],
    ['badGateway', ['m'], { expose: false, detail: 'm' }],
    ['badGateway', ['m', { expose: true }], { expose: true, detail: 'm' }],
    ['badRequest', ['Too short'], { expose: true, detail: 'Too short' }],
    ['badRequest', ['Too short', '/signup'], { expose: true, detail: 'Too short', redirectTo: '/signup' }],
    ['badRequest', ['Too short', { redirectTo: '/signup', code: 'E_SHORT' }], { expose: true, detail: 'Too short', redirectTo: '/signup', code: 'E_SHORT' }],
    ['badRequest', ['Too short', { bag: 'tides' }], { expose: true, detail: 'Too short', bag: 'tides' }],
    [
      'badRequest',
      ['Too short', { redirectTo: '/signup', flash: { warning: 'Low tide', info: ['a', 'b', 3] } }],
      { expose: true, detail: 'Too short', redirectTo: '/signup', flash: { warning: ['Low tide'], info: ['a', 'b'] } },
    ],
    ['forbidden', ['m', { resend: true }], { expose: true, detail: 'm', resend: true }],
    ['badRequest', [['Too short']], { expose: true, issues: [{ message: 'Too short', path: [] }] }],
    ['badRequest', [{ name: 'Too short' }], { expose: true, issues: [{ message: 'Too short', path: ['name'] }] }],
    ['badRequest', [{ berth: { id: 7 } }], { expose: true, data: { berth: { id: 7 } }, libraryValue: { berth: { id: 7 } } }],
    ['conflict', ['Taken', '/signup'], { expose: true, detail: 'Taken', redirectTo: '/signup' }],
    ['conflict', [[{ message: 'Taken', path: ['email'] }]], { expose: true, issues: [{ message: 'Taken', path: ['email'] }] }],
    ['conflict', [{ berth: 7 }], { expose: true, data: { berth: 7 } }],
    ['conflict', [[1, 2]], { expose: true, data: [1, 2] }],
    ['unprocessableContent', [['Too short']], { expose: true, issues: [{ message: 'Too short', path: [] }] }],
    ['serverError', [], { expose: false, causes: [] }],
    ['serverError', ['a'], { expose: false, causes: ['a'] }],
    ['serverError', [[error, 'b', { c: 1 }]], { expose: false, causes: [error, 'b', { c: 1 }] }],
    ['serverError', [null], { expose: false, causes: [null] }],
    ['serverError', ['a', { cause: error }], { expose: false, causes: ['a', error] }],
    ['unauthorized', [{ challenge: 'Digest', detail: 'Who?' }], { expose: true, detail: 'Who?', headers: { 'www-authenticate': 'Digest' } }],
    ['unauthorized', ['Who?', { challenge: 'Digest' }], { expose: true, detail: 'Who?', headers: { 'www-authenticate': 'Digest' } }],
    ['methodNotAllowed', [{ allow: ['GET', 'HEAD'] }], { expose: true, headers: { allow: 'GET, HEAD' } }],
    ['methodNotAllowed', [{ allow: [] }], { expose: true, headers: { allow: '' } }],
    ['methodNotAllowed', ['Read only', { allow: ['GET'] }], { expose: true, detail: 'Read only', headers: { allow: 'GET' } }],
    ['tooManyRequests', [{ retryAfter: 2.5, detail: 'Slower' }], { expose: true, detail: 'Slower', headers: { 'retry-after': '3' } }],
    ['tooManyRequests', ['Slower', { retryAfter: 2 }], { expose: true, detail: 'Slower', headers: { 'retry-after': '2' } }],
    ['tooManyRequests', [{ retryAfter: Number.NaN }], { expose: true }],
    ['serviceUnavailable', [{ retryAfter: 2 }], { expose: false, headers: { 'retry-after': '2' } }],
    ['ok', [], { expose: true, dataIsBody: true }],
    ['ok', [null], { expose: true, dataIsBody: true, data: null }],
    ['ok', [{ a: 1 }, { format: 'json' }], { expose: true, dataIsBody: true, data: { a: 1 }, format: 'json' }],
    ['created', [{ id: 7 }, '/berths/7'], { expose: true, dataIsBody: true, data: { id: 7 }, headers: { location: '/berths/7' } }],
    ['created', [{ id: 7 }], { expose: true, dataIsBody: true, data: { id: 7 } }],
    ['noContent', [], { expose: true, dataIsBody: true }],
  ])('%s(...%o)', (name, args, facts) => {
    expect(factsOfCall(name, ...args)).toEqual(facts);
  });

  it('keeps 32 of a long list of errors', () => {
    expect(factsOfCall('serverError', Array(1_000).fill('m')).causes).toHaveLength(32);
  });

  it('accepts a Date as retryAfter', () => {
    expect(Number(factsOfCall('tooManyRequests', { retryAfter: new Date(Date.now() + 60_000) }).headers?.['retry-after'])).toBeGreaterThanOrEqual(59);
  });
});
