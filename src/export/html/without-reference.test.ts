import { describe, expect, it } from 'vitest';
import { problemText } from '../../core/formats/problem-text.ts';
import type { ErrorPage, PageFormat } from '../model/error-page.ts';
import { contentHash } from './content-hash.ts';
import { withoutReference } from './without-reference.ts';

const pageOf = (format: PageFormat, text: string, policy?: string): ErrorPage => ({
  status: 502,
  format,
  contentType: 'text/html',
  language: undefined,
  parts: text.split('REF'),
  policy,
});
const taken = (format: PageFormat, text: string): { readonly text: string; readonly notes: readonly string[] } => {
  const notes: string[] = [];
  return { text: withoutReference(pageOf(format, text), (note) => notes.push(note)).parts.join('?'), notes };
};
const main = (html: string): string =>
  `<!doctype html><html lang="en"><head><title>Bad Gateway</title></head><body><main><h1>Bad Gateway</h1>${html}</main></body></html>`;

describe('a page without its reference', () => {
  it.each([
    ['a paragraph', '<p>Try later.</p><p>Reference: REF</p>', '<p>Try later.</p>'],
    ['a sentence with code', '<p class="reference">If you contact us about this, please mention the reference <code>REF</code>.</p>', ''],
    ['a sentence, and one about it', '<p>If you ask us about it, mention <code>REF</code>. The log has it too.</p>', ''],
    ['a sentence of German', '<p>Bitte nennen Sie uns bei Fragen die Nummer <b>REF</b>.</p>', ''],
    ['a list of terms', '<dl><dt>Status</dt><dd>502</dd><dt>Reference</dt><dd>REF</dd></dl>', '<dl><dt>Status</dt><dd>502</dd></dl>'],
    ['a list with one term', '<dl><dt>Reference</dt><dd><code>REF</code></dd></dl>', ''],
    [
      'a row',
      '<table><tr><th>Status</th><td>502</td></tr><tr><th>Reference</th><td>REF</td></tr></table>',
      '<table><tr><th>Status</th><td>502</td></tr></table>',
    ],
    ['a table with one row', '<table><tr><th>Reference</th><td>REF</td></tr></table>', ''],
    ['an item', '<ul><li>Try later</li><li>Reference: REF</li></ul>', '<ul><li>Try later</li></ul>'],
    ['the only item', '<ul><li>Reference: REF</li></ul>', ''],
    ['a box', '<div class="ref"><span>Reference</span> <span>REF</span></div>', ''],
    ['a box in a box', '<footer><div><p>REF</p></div></footer>', ''],
    ['a small text', '<p>Something failed. <small>Reference: REF</small></p>', '<p>Something failed. </p>'],
    [
      'parentheses',
      '<p>Something failed on our side (reference REF). Please call us at 555.</p>',
      '<p>Something failed on our side. Please call us at 555.</p>',
    ],
    ['parentheses with code', '<p>Something failed (<code>REF</code>), call us at 555.</p>', '<p>Something failed, call us at 555.</p>'],
    ['one of several sentences', '<p>Something failed. Your reference is <code>REF</code>. Call 555.</p>', '<p>Something failed. Call 555.</p>'],
    ['a line', '<address>Harbour Ltd<br>Reference: REF<br>Call 555</address>', '<address>Harbour Ltd<br><br>Call 555</address>'],
    ['a button that copies', '<p>Reference: <code>REF</code> <button data-copy="REF">Copy</button></p>', ''],
    ['a button beside it', '<p>Try later.</p><button type="button" data-clipboard-text="REF">Copy</button>', '<p>Try later.</p>'],
    ['a field', '<label>Reference <input readonly value="REF"></label>', '<label>Reference </label>'],
    [
      'a link',
      '<p><a href="mailto:help@shop.example?subject=Error%20REF">Write to us</a></p>',
      '<p><a href="mailto:help@shop.example?subject=Error">Write to us</a></p>',
    ],
    ['an attribute', '<p data-reference="REF" title="Error REF">Try later.</p>', '<p  title="Error">Try later.</p>'],
    ['a heading', '<h2>Error – REF</h2>', '<h2>Error</h2>'],
  ])('has no trace of it: %s', (_, html, expected) => {
    const { text, notes } = taken('html', main(html));
    expect(text).toBe(main(expected));
    expect(notes).toEqual([]);
  });

  it('says "not available" where other words stand in the same sentence, and notes it', () => {
    const { text, notes } = taken(
      'html',
      main(
        '<p>Call our friendly support at 555 from nine to five on each day of the week but Sunday, and tell them the reference REF so that they can find what happened.</p>',
      ),
    );
    expect(text).toContain('the reference not available so that');
    expect(notes).toEqual([expect.stringMatching(/^502\.html says "not available"/)]);
  });

  it('keeps a page that is nothing but the reference', () => {
    expect(taken('html', '<body>REF</body>').text).toBe('<body>not available</body>');
    expect(taken('txt', 'REF').text).toBe('');
  });

  it('has a policy for its final text', () => {
    const page = pageOf('html', '<style>a{}</style><script>a("REF")</script><p>x</p>', "script-src 'old'");
    expect(withoutReference(page).policy).toContain(`script-src ${contentHash('a("not available")')};`);
  });

  it.each([
    [
      'the member of Halyard',
      problemText({ title: 'Bad Gateway', status: 502, reference: 'REF', issues: [], errors: [] } as never),
      '{"title":"Bad Gateway","status":502}',
    ],
    ['members of an app', '{\n  "error": {\n    "id": "REF",\n    "ids": ["REF", 1]\n  }\n}\n', '{\n  "error": {\n    "ids": [\n      1\n    ]\n  }\n}\n'],
    ['a text', '{"detail":"Something failed (REF)"}', '{"detail":"Something failed"}'],
  ])('is JSON without %s', (_, text, expected) => {
    expect(taken('json', text)).toEqual({ text: expected, notes: [] });
  });

  it.each<[PageFormat, string, string]>([
    ['md', '# 502 Bad Gateway\n\nTry later.\n\nReference: `REF`\n', '# 502 Bad Gateway\n\nTry later.\n'],
    ['md', '---\nstatus: 502\nreference: REF\n---\n\n# 502\n', '---\nstatus: 502\n---\n\n# 502\n'],
    ['txt', '502 Bad Gateway\n\nReference: REF\n', '502 Bad Gateway\n'],
    ['txt', 'Something failed. Mention REF to us. Call 555.\n', 'Something failed. Call 555.\n'],
  ])('is %s without the line', (format, text, expected) => {
    expect(taken(format, text)).toEqual({ text: expected, notes: [] });
  });
});
