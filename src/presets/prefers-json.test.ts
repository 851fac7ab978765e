import { describe, expect, it } from 'vitest';
import type { IncomingRequest } from '../core/ports/request.ts';
import { prefersJson } from './prefers-json.ts';

const request = (transport: 'http' | 'socket', headers: Record<string, string>) =>
  ({ transport, method: 'GET', url: '/', header: (name: string) => headers[name], replyHeader: () => undefined }) as unknown as IncomingRequest;

describe('wantsJson', () => {
  it.each([
    ['a WebSocket message', request('socket', { accept: 'text/html' }), 'json'],
    ['AJAX, in any case', request('http', { accept: 'text/html', 'x-requested-with': 'xmlHttpRequest' }), 'json'],
    ['an Inertia visit, which expects a page', request('http', { 'x-requested-with': 'XMLHttpRequest', 'x-inertia': 'true' }), undefined],
    ['anything else, whose Accept decides', request('http', { accept: 'application/json' }), undefined],
  ])('of %s', (_, one, expected) => {
    expect(prefersJson(one)).toBe(expected);
  });
});
