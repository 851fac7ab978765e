import { describe, expect, it } from 'vitest';
import { reported, requestWith } from '../../../tests/support/reported.ts';
import type { IncomingRequest } from '../ports/request.ts';
import { notFound } from '../responses/index.ts';

describe('a log line', () => {
  it.each<[string, Partial<IncomingRequest>, unknown]>([
    ['the path', { url: '/a\r\nERROR forged\u001b[31m\u2028\u0085' }, new Error('m')],
    ['the method', { method: 'GET\nERROR forged' }, notFound()],
    ['the route', { route: '/a\nERROR forged' }, notFound()],
    ['the message', {}, new Error('m\r\nERROR forged\u001b[2J')],
    ['a thrown text', {}, 'm\nERROR forged\u0007'],
  ])('is not forged by %s', (_, about, error) => {
    const { log } = reported(error, {}, requestWith(about));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this is about
    const control = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
    expect(log[0]?.message).not.toMatch(control);
    for (const member of ['method', 'path', 'route'] as const) expect(log[0]?.record[member] ?? '').not.toMatch(control);
  });

  it('is short, whatever the request', () => {
    const { log } = reported(
      new Error('m'.repeat(100_000)),
      {},
      requestWith({ url: `/${'x'.repeat(60_000)}`, method: 'M'.repeat(1_000), route: 'r'.repeat(10_000) }),
    );
    expect(log[0]?.message.length).toBeLessThan(2_048);
    expect(log[0]?.record.path.length).toBeLessThanOrEqual(1_024);
  });
});
