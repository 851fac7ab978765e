import { describe, expect, it } from 'vitest';
import { publicOutcome } from '../../../tests/support/public-outcome.ts';
import type { PublicOutcome } from '../disclosure/disclose.ts';
import type { FormatContext, Rendered } from './format.ts';
import { json, problemJson } from './problem-json.ts';

const context = { settings: { now: () => performance.now() } } as unknown as FormatContext;

function render(format: typeof json, members: Partial<PublicOutcome>): Rendered {
  return format.render(publicOutcome(members), context) as Rendered;
}

describe('JSON', () => {
  it('is the same object under both media types (design, decision 1)', () => {
    for (const [format, type] of [
      [problemJson, 'application/problem+json'],
      [json, 'application/json; charset=utf-8'],
    ] as const) {
      const { body, contentType, value } = render(format, {});
      expect({ body, contentType, value }).toEqual({
        body: '{"title":"Not Found","status":404}',
        contentType: type,
        value: { title: 'Not Found', status: 404 },
      });
    }
  });

  it.each<[string, unknown, string]>([
    ['an object', { berth: 7 }, '{"berth":7}'],
    ['a list', [1, 2], '[1,2]'],
    ['null', null, 'null'],
    ['0', 0, '0'],
    ['false', false, 'false'],
    ['an empty text', '', '""'],
    ['a text', 'high tide', '"high tide"'],
    ['an Error', { error: new Error('hunter2') }, '{"error":"[error]"}'],
  ])('is the data of a success: %s', (_, data, body) => {
    expect(render(problemJson, { status: 200, title: 'OK', dataIsBody: true, data })).toMatchObject({ body, contentType: 'application/json; charset=utf-8' });
  });

  it('has title and status for a success without data', () => {
    expect(render(json, { status: 200, title: 'OK', dataIsBody: true }).body).toBe('{"title":"OK","status":200}');
  });
});
