import { describe, expect, it } from 'vitest';
import { publicOutcome } from '../../../tests/support/public-outcome.ts';
import type { PublicOutcome } from '../disclosure/disclose.ts';
import type { FormatContext, Rendered } from './format.ts';
import { markdown } from './markdown.ts';
import { text } from './text.ts';

function render(format: typeof text, members: Partial<PublicOutcome>): Rendered | undefined {
  return format.render(publicOutcome({ name: 'badRequest', status: 400, title: 'Bad Request', ...members }), {} as FormatContext) as Rendered | undefined;
}

const full: Partial<PublicOutcome> = {
  detail: 'The berth is too short',
  issues: [
    { message: 'Too long', path: ['boat', 'length'] },
    { message: 'Nobody at the helm', path: [] },
  ],
  errors: [{ name: 'RangeError', message: 'm', stack: 'x\n    at berth (app.js:1:1)', cause: { name: 'Error', message: 'the tide' } }],
  reference: '7K3M-Q9TX',
};

describe('text/plain', () => {
  it('has status, title, detail, issues, errors and reference', () => {
    expect(render(text, full)).toMatchObject({
      contentType: 'text/plain; charset=utf-8',
      body: '400 Bad Request\n\nThe berth is too short\n\n- boat.length: Too long\n- Nobody at the helm\n\nRangeError: m\n    at berth (app.js:1:1)\n  caused by Error: the tide\n\nReference: 7K3M-Q9TX\n',
    });
  });

  it('has the code of the outcome and of each error, once', () => {
    const errors = [
      {
        name: 'Error',
        message: 'connect ECONNREFUSED',
        code: 'ECONNREFUSED',
        cause: { name: 'HalyardError', message: 'E_VIEW: A view failed.', code: 'E_VIEW' },
      },
      { name: 'MongoServerError', message: 'duplicate key', code: 11000 },
    ];
    const body = render(text, { code: 'E_BERTH_TAKEN', errors })?.body.split('\n') ?? [];
    expect(body).toContain('Error [ECONNREFUSED]: connect ECONNREFUSED');
    expect(body).toContain('  caused by HalyardError: E_VIEW: A view failed.');
    expect(body).toContain('MongoServerError [11000]: duplicate key');
    expect(body).toContain('Code: E_BERTH_TAKEN');
  });

  it('is one line for an outcome without more facts', () => {
    expect(render(text, {})?.body).toBe('400 Bad Request\n');
  });

  it("sends an app's own text unchanged, and leaves other data to the next format", () => {
    expect(render(text, { dataIsBody: true, data: 'high tide at six' })?.body).toBe('high tide at six');
    expect(render(text, { dataIsBody: true, data: { at: 6 } })).toBeUndefined();
  });
});

describe('text/markdown', () => {
  const bodyOf = (members: Partial<PublicOutcome>): string => render(markdown, members)?.body ?? '';

  it('has status, title, detail, issues, errors and reference', () => {
    expect(render(markdown, full)).toMatchObject({
      contentType: 'text/markdown; charset=utf-8',
      body: '# 400 Bad Request\n\nThe berth is too short\n\n- boat.length: Too long\n- Nobody at the helm\n\n```text\nRangeError: m\n    at berth (app.js:1:1)\n  caused by Error: the tide\n```\n\nReference: `7K3M-Q9TX`\n',
    });
  });

  it.each([
    ['E_BERTH_TAKEN', 'Code: `E_BERTH_TAKEN`'],
    ['`](https://evil.example)', 'Code: \\`\\](https\\[:\\]//evil.example)'],
  ])('has the code %s without markup', (code, line) => {
    expect(bodyOf({ code }).split('\n')).toContain(line);
  });

  it.each([
    ['a link', '[harbour](https://evil.example)'],
    ['a picture', '![x](https://evil.example/x.png)'],
    ['HTML', '<img src=x onerror=alert(1)>'],
    ['an address in angle brackets', '<https://evil.example>'],
    ['emphasis', '**bold** _it_'],
    ['code', '`code`'],
    ['a table', 'a | b'],
    ['a heading', '# Heading'],
    ['escapes', '\\[harbour\\](x)'],
    ['a list', '- one'],
    ['a numbered list', '12. one'],
    ['entities', '&lt;img&gt; &copy;'],
    ['a rule', '---'],
    ['a fence', '~~~'],
  ])('makes no markup of %s in a text of the app', (_, detail) => {
    const [, , line] = bodyOf({ detail }).split('\n');
    // Each special character has a backslash, nothing is lost, and no renderer makes a link of an address.
    expect(line?.replace(/\\[!-/:-@[-`{-~]/g, 'x')).not.toMatch(/[\\`*_[\]<>#|!&~]|^[-+=]|^\d+[.)]/);
    expect(line?.replace(/\\([!-/:-@[-`{-~])/g, '$1')).toBe(detail.replace('://', '[:]//'));
  });

  it.each(['a\n\n# b', 'a\r\n- b', 'a\n===', 'a\r===', 'a\r\r- b'])('keeps a text of the app in one paragraph: %j', (detail) => {
    const lines = bodyOf({ detail }).split(/\r\n?|\n/);
    expect(lines).toHaveLength(4);
  });

  it('keeps an error in its fence, even with runs of backticks', () => {
    const body = bodyOf({ errors: [{ name: 'Error', message: 'a\n```\n# free\n`````\n' }] });
    expect(body).toMatch(/\n``````text\n[\s\S]*\n``````\n$/);
  });

  it('takes little time for a text of blanks', () => {
    const blanks = ' '.repeat(2_000);
    const started = process.cpuUsage();
    bodyOf({ detail: blanks, issues: Array.from({ length: 32 }, () => ({ message: blanks, path: Array(32).fill(' '.repeat(256)) })) });
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(1_000);
  });

  it('leaves the data of a success to the next format', () => {
    expect(render(markdown, { dataIsBody: true, data: 'x' })).toBeUndefined();
  });
});
