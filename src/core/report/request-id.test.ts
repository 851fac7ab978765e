import { describe, expect, it } from 'vitest';
import type { IncomingRequest } from '../ports/request.ts';
import { requestId, traceId } from './request-id.ts';

const requestWith = (fields: Readonly<Record<string, string>>, replyFields: Readonly<Record<string, string>> = {}): IncomingRequest =>
  ({ header: (name: string) => fields[name], replyHeader: (name: string) => replyFields[name] }) as IncomingRequest;

describe('requestId', () => {
  it("prefers the id on the reply to the client's own", () => {
    expect(requestId(requestWith({ 'x-request-id': 'client' }, { 'x-request-id': 'ours' }))).toBe('ours');
    expect(requestId(requestWith({ 'x-request-id': '0193-a7.b:c+d/e=' }))).toBe('0193-a7.b:c+d/e=');
  });

  it.each(['', ' ', 'a b', 'a\nb', '\u001b[31m', '<script>', 'x'.repeat(65), 'ö', '{"a":1}'])('is undefined for %j', (id) => {
    expect(requestId(requestWith({ 'x-request-id': id }))).toBeUndefined();
  });
});

describe('traceId', () => {
  const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
  const span = '00f067aa0ba902b7';

  it.each([`00-${trace}-${span}-01`, `00-${trace}-${span}-00`, `cc-${trace}-${span}-01`, `cc-${trace}-${span}-01-what-comes-later`])(
    'is the trace of %s',
    (traceparent) => {
      expect(traceId(requestWith({ traceparent }))).toBe(trace);
    },
  );

  it.each([
    ['nothing', ''],
    ['upper case', `00-${trace.toUpperCase()}-${span}-01`],
    ['a trace of zeros', `00-${'0'.repeat(32)}-${span}-01`],
    ['a span of zeros', `00-${trace}-${'0'.repeat(16)}-01`],
    ['version ff', `ff-${trace}-${span}-01`],
    ['a short trace', `00-${trace.slice(1)}-${span}-01`],
    ['a long trace', `00-${trace}0-${span}-01`],
    ['no flags', `00-${trace}-${span}`],
    ['more than version 00 has', `00-${trace}-${span}-01-more`],
    ['something behind it', `00-${trace}-${span}-01x`],
    ['something before it', ` 00-${trace}-${span}-01`],
  ])('is undefined for %s', (_, traceparent) => {
    expect(traceId(requestWith({ traceparent }))).toBeUndefined();
  });

  it('is undefined without the header field', () => {
    expect(traceId(requestWith({}))).toBeUndefined();
  });
});
