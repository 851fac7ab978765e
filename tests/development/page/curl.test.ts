import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { curlArguments, curlOf } from '../../../src/development/page/curl.ts';
import type { ReportedRequest } from '../../../src/development/report/report.ts';
import { reportedRequest } from './reports.ts';

/** The arguments that a real shell passes to curl. */
function shellArguments(command: string): readonly string[] {
  const script = `curl() { for argument in "$@"; do printf '%s\\0' "$argument"; done; }\n${command}\n`;
  return execFileSync('/bin/sh', ['-s'], { input: script, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] })
    .split('\0')
    .slice(0, -1);
}

const post = (type: string, body: string): ReportedRequest =>
  reportedRequest({ method: 'POST', headers: [['content-type', type]], query: [], cookies: [], body });

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 24 }),
  fc.string({ unit: 'binary', maxLength: 12 }).map((value) => value.toWellFormed()),
  fc.constantFrom(
    "'",
    '$(touch x)',
    '`id`',
    '\n',
    '\r\nX-Evil: 1',
    '\\',
    '"',
    '$HOME',
    '!!',
    '*',
    '~',
    "' -H 'x",
    '; id',
    '&& id',
    '@/etc/passwd',
    '#',
    '<x>',
    '-o',
    ' -H ',
    "'\\''",
    '{a,b}',
    '[1-9]',
  ),
);
const pairs = fc.array(fc.tuple(fc.oneof(fc.constantFrom('accept', 'x-note', 'content-type'), text), text), { maxLength: 5 });
const request = fc
  .record({
    method: fc.oneof(fc.constantFrom('GET', 'POST', 'HEAD', 'PATCH'), text),
    url: fc.oneof(
      text,
      text.map((value) => `/${value}`),
    ),
    headers: pairs,
    cookies: pairs,
    body: fc.option(fc.oneof(text, fc.json()), { nil: undefined }),
    type: fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'),
  })
  .map(({ type, headers, ...own }) => reportedRequest({ ...own, headers: [['content-type', type], ...headers] }));

describe('the request as a command for curl', () => {
  it('is one command for a real shell, with exactly these arguments, whatever the request holds', () => {
    fc.assert(
      fc.property(request, (own) => {
        expect(shellArguments(curlOf(own))).toEqual(curlArguments(own).flat());
      }),
      { numRuns: 200 },
    );
  }, 60_000);

  it('has no option that reads a file, and no line break in a header field', () => {
    fc.assert(
      fc.property(request, (own) => {
        for (const [option, value = ''] of curlArguments(own).slice(1)) {
          expect(['-H', '-b', '--data-raw', '--data-urlencode', '--form-string']).toContain(option);
          if (option === '-H') expect(value).toMatch(/^[^@\s:;]+(?:: |;$)[^\r\n]*$/);
          if (option === '-b' || option === '--form-string') expect(value).toContain('=');
          if (option === '--data-urlencode') expect(value).toMatch(/^[^=@]*=/);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('has the method, the address and the header fields, and masked values stay masked', () => {
    expect(curlOf(reportedRequest({ method: 'DELETE' }))).toBe(
      [
        "curl -i -g -X DELETE 'http://localhost:1337/orders/42?expand=lines&token=[masked]'",
        "-H 'accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8'",
        "-H 'accept-language: en-GB,en;q=0.9'",
        "-H 'authorization: [masked]'",
        "-H 'sec-fetch-dest: document'",
        "-H 'user-agent: Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'",
        "-b 'session=[masked]'",
      ].join(' \\\n  '),
    );
  });

  it.each([
    ['application/json', '{ "a": 1 }', ['--data-raw', '{ "a": 1 }']],
    [
      'application/x-www-form-urlencoded',
      '{ "a b": "1&2", "tags": ["x", "y"], "to": { "city": "Oslo" } }',
      ['--data-urlencode', 'a%20b=1&2', '--data-urlencode', 'tags=x', '--data-urlencode', 'tags=y', '--data-urlencode', 'to%5Bcity%5D=Oslo'],
    ],
    ['multipart/form-data; boundary=x', '{ "file": "@/etc/passwd" }', ['--form-string', 'file=@/etc/passwd']],
    ['application/x-www-form-urlencoded', '{ "a": "cut of', ['--data-raw', '{ "a": "cut of']],
  ])('sends a body of %s', (type, body, expected) => {
    expect(curlArguments(post(type, body)).flat().slice(-expected.length)).toEqual(expected);
  });

  it('leaves the boundary of a multipart body to curl', () => {
    expect(curlOf(post('multipart/form-data; boundary=x', '{}'))).not.toContain('boundary');
  });
});
