import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { vclString } from '../../src/export/targets/fastly/vcl-string.ts';
import { filesOf, POLICY, somePages } from './some-pages.ts';
import { answersOf, readVcl } from './vcl.ts';

const HOSTILE = fc
  .array(
    fc.oneof(fc.constantFrom('{"', '"}', '"e1}', '{e1"', '"e2}', '"', '}', '{', '%00', '%22', '\n', '\\', 'synthetic', '# ', '/*', '*/', ';'), fc.string()),
  )
  .map((parts) => parts.join(''));

describe('a long string of VCL', () => {
  it.each([
    ['text', '{"text"}'],
    ['{"a":{"b":"c"}}', '{e1"{"a":{"b":"c"}}"e1}'],
    ['"} "e1}', '{e2""} "e1}"e2}'],
    ['ends with "', '{"ends with ""}'],
    ['100% %41', '{"100% %41"}'],
    ['a\0b', '{"ab"}'],
  ])('writes %j as %s', (text, written) => {
    expect(vclString(text)).toBe(written);
  });

  it('is read as the same text, whatever the text has', () => {
    fc.assert(
      fc.property(HOSTILE, (text) => {
        const tokens = readVcl(`${vclString(text)};`);
        expect(tokens.map(({ kind }) => kind)).toEqual(['string', 'sign']);
        expect(tokens[0]?.text).toBe(text.replaceAll('\0', ''));
      }),
      { numRuns: 500 },
    );
  });
});

describe('the export for Fastly', () => {
  it('answers each exported status in each format, with the id of the request as the reference', async () => {
    const files = await filesOf('fastly', somePages());
    const answers = answersOf(files['error-pages.error.vcl'] ?? '');
    expect(answers.map(({ status, format }) => `${status}.${format}`)).toEqual(
      [403, 404, 429, 500, 502, 503, 504].flatMap((status) => ['html', 'json', 'md', 'txt'].map((format) => `${status}.${format}`)),
    );
    for (const { body } of answers) expect(body).toContain('<req.http.X-Request-Id>');
  });

  it('has the same text as the pages', async () => {
    const pages = somePages();
    const answers = answersOf((await filesOf('fastly', pages))['error-pages.error.vcl'] ?? '');
    expect(answers.map(({ body }) => body)).toEqual(pages.pages.map(({ parts }) => parts.join('<req.http.X-Request-Id>')));
  });

  it('has the same text as the pages, whatever the pages have', async () => {
    await fc.assert(
      fc.asyncProperty(HOSTILE, HOSTILE, async (before, after) => {
        const pages = somePages({ statuses: [503], change: (page) => ({ ...page, parts: [before, after] }) });
        const answers = answersOf((await filesOf('fastly', pages))['error-pages.error.vcl'] ?? '');
        expect(answers.map(({ body }) => body)).toEqual(pages.pages.map(() => `${before}<req.http.X-Request-Id>${after}`.replaceAll('\0', '')));
      }),
      { numRuns: 50 },
    );
  });

  it('answers every client, also if the app has HTML only', async () => {
    const { pages, ...others } = somePages({ statuses: [503] });
    const html = pages.filter(({ format }) => format === 'html').map((page) => ({ ...page, parts: ['<pre>\n    four', '</pre>'] }));
    const answers = answersOf((await filesOf('fastly', { ...others, pages: html }))['error-pages.error.vcl'] ?? '');
    expect(answers).toEqual(['html', ''].map((format) => ({ status: 503, format, body: '<pre>\n    four<req.http.X-Request-Id></pre>' })));
  });

  it('sends the headers of the app: type, policy, no-store, Vary, reference, and Retry-After where a client may try again', async () => {
    const snippet = (await filesOf('fastly', somePages({ statuses: [404, 503] })))['error-pages.error.vcl'] ?? '';
    expect(snippet).toContain(`set obj.http.Content-Security-Policy = {"${POLICY}"};`);
    expect(snippet).toContain('set obj.http.Cache-Control = "private, no-store";');
    expect(snippet).toContain('set obj.http.Vary = "Accept";');
    expect(snippet).toContain('set obj.http.Error-Reference = req.http.X-Request-Id;');
    expect(snippet.match(/Retry-After = "30"/g)).toHaveLength(1);
    expect(snippet).toContain('set obj.response = {"Service Unavailable"};');
  });

  it('makes the id at the edge, whatever the client sent', async () => {
    const files = await filesOf('fastly', somePages());
    expect(files['request-id.recv.vcl']).toMatch(
      /if \(fastly\.ff\.visits_this_service == 0 && req\.restarts == 0\) \{\s+set req\.http\.X-Request-Id = uuid\.version4\(\);/,
    );
  });

  it('chooses the language, if there are several', async () => {
    const snippet = (await filesOf('fastly', somePages({ statuses: [503], languages: ['en', 'de'] })))['error-pages.error.vcl'] ?? '';
    expect(snippet).toContain('accept.language_lookup({"en:de"}, {"en"}, req.http.Accept-Language)');
    expect(snippet).toContain('set obj.http.Vary = "Accept, Accept-Language";');
    expect(answersOf(snippet).filter(({ format }) => format === 'html')).toHaveLength(2);
  });

  it('says so if the snippet is too long, or has no page for the errors that Fastly makes', async () => {
    const long = await filesOf('fastly', somePages({ change: (page) => ({ ...page, parts: ['x'.repeat(100_000)] }) }));
    expect(long['README.md']).toContain('A snippet of Fastly has at most 1 MB');
    const without = await filesOf('fastly', somePages({ statuses: [404] }));
    expect(without['README.md']).toContain('--statuses 503');
  });
});
