import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeHtml } from '../../src/core/formats/escape-html.ts';
import type { PageFormat } from '../../src/export/model/error-page.ts';
import { filesOf, somePages } from './some-pages.ts';

interface Rule {
  readonly ref: string;
  readonly expression: string;
  readonly action: string;
  readonly action_parameters: { readonly content?: string; readonly asset_name?: string; readonly content_type: string; readonly status_code: number };
}

const rulesOf = (files: Readonly<Record<string, string>>): readonly Rule[] =>
  (JSON.parse(files['custom-error-rules.json'] ?? '') as { readonly rules: readonly Rule[] }).rules;

/** Cloudflare fills these tokens in. It leaves every other text as it is. */
const TOKENS = ['CLIENT_IP', 'RAY_ID', 'GEO', 'CAPTCHA_BOX', 'CF_WIDGET_BOX', 'IM_UNDER_ATTACK_BOX', 'CLOUDFLARE_ERROR_500S_BOX', 'CLOUDFLARE_ERROR_1000S_BOX'];

/** Texts of an app in a page, as a careful app writes them. */
const PARTS: Readonly<Record<PageFormat, (before: string, after: string) => readonly string[]>> = {
  html: (before, after) => [
    `<!doctype html><style>p:before{content:"::RAY_ID::"}</style><!-- ::GEO:: --><p title="${escapeHtml(before)}">${escapeHtml(before)}<code>`,
    `</code>${escapeHtml(after)}</p>`,
  ],
  json: (before) => [`{"a":${JSON.stringify(before)},"reference":"`, '"}'],
  'problem.json': (before) => [`{"a":${JSON.stringify(before)},"reference":"`, '"}'],
  md: (before, after) => [before, after],
  txt: (before, after) => [before, after],
};

describe('the export for Cloudflare', () => {
  it('has a rule for each status of Cloudflare in three formats, for errors that Cloudflare makes', async () => {
    const rules = rulesOf(await filesOf('cloudflare', somePages()));
    expect(rules.map(({ ref }) => ref)).toEqual([500, 502, 503, 504].flatMap((status) => ['html', 'txt', 'json'].map((format) => `error_${status}_${format}`)));
    for (const { expression, action } of rules) {
      expect(expression).toMatch(/^cf\.response\.error_type eq "5xx" and http\.response\.code in \{[\d ]+\}/);
      expect(action).toBe('serve_error');
    }
    expect(rules.find(({ ref }) => ref === 'error_502_html')?.expression).toBe(
      'cf.response.error_type eq "5xx" and http.response.code in {502 520 521 523 525 526} and any(lower(http.request.headers["accept"][*])[*] contains "text/html") and not any(lower(http.request.headers["accept"][*])[*] contains "json")',
    );
  });

  it('ends with a rule for clients that accept anything, for each status', async () => {
    const rules = rulesOf(await filesOf('cloudflare', somePages({ statuses: [502] })));
    expect(rules.at(-1)).toMatchObject({ expression: expect.not.stringContaining('accept'), action_parameters: { content_type: 'application/json' } });
  });

  it('answers every client, also if the app has HTML only', async () => {
    const { pages, ...others } = somePages({ statuses: [502] });
    const rules = rulesOf(await filesOf('cloudflare', { ...others, pages: pages.filter(({ format }) => format === 'html') }));
    expect(rules.map(({ ref }) => ref)).toEqual(['error_502_html', 'error_502_html_any']);
    expect(rules.at(-1)).toMatchObject({ expression: expect.not.stringContaining('accept'), action_parameters: { content_type: 'text/html' } });
  });

  it('keeps to the content types, the size and the statuses that a rule may have', async () => {
    const long = 'x'.repeat(9_000);
    const pages = somePages({ change: (page) => (page.status === 504 ? { ...page, parts: [`${page.parts[0]}${long}`, ...page.parts.slice(1)] } : page) });
    const rules = rulesOf(await filesOf('cloudflare', pages));
    for (const { action_parameters: parameters } of rules) {
      expect(['text/html', 'text/plain', 'application/json', 'text/xml']).toContain(parameters.content_type);
      expect(Buffer.byteLength(parameters.content ?? '')).toBeLessThanOrEqual(10_000);
      expect(parameters.status_code).toBeGreaterThanOrEqual(400);
    }
  });

  it('makes an asset of a page that is too long for a rule, without a policy whose hashes would not match any more', async () => {
    const pages = somePages({
      change: (page) => (page.format === 'html' && page.status === 502 ? { ...page, parts: [...page.parts, `<!--${'x'.repeat(10_000)}-->`] } : page),
    });
    const files = await filesOf('cloudflare', pages);
    expect(JSON.parse(files['custom-error-assets.json'] ?? '')).toEqual([
      { name: 'error_502_html', description: 'The page of 502', url: 'https://www.example.com/error-pages/502.html' },
    ]);
    expect(rulesOf(files).find(({ ref }) => ref === 'error_502_html')?.action_parameters).toEqual({
      asset_name: 'error_502_html',
      content_type: 'text/html',
      status_code: 502,
    });
    expect(files['pages/502.html']).not.toContain('Content-Security-Policy');
    expect(files['pages/503.html']).toContain('<meta http-equiv="Content-Security-Policy"');
    expect(files['README.md']).toContain('custom_pages/assets');
  });

  it('names the Ray ID in words at the place of the reference', async () => {
    const files = await filesOf('cloudflare', somePages());
    expect(files['pages/502.html']).toContain('<code>Cloudflare Ray ID ::RAY_ID::</code>');
    expect(JSON.parse(files['pages/502.json'] ?? '')).toMatchObject({ reference: 'Cloudflare Ray ID ::RAY_ID::' });
  });

  it('has error pages with the token that each one must have', async () => {
    const files = await filesOf('cloudflare', somePages());
    expect(Object.keys(files).filter((path) => path.startsWith('error-pages/'))).toEqual([
      'error-pages/500_errors.html',
      'error-pages/waf_block.html',
      'error-pages/ratelimit_block.html',
    ]);
    expect(files['error-pages/500_errors.html']).toContain('<div>::CLOUDFLARE_ERROR_500S_BOX::</div></main>');
    for (const path of ['500_errors', 'waf_block', 'ratelimit_block']) expect(files[`error-pages/${path}.html`]).toMatch(/<head>.*<\/head>/s);
  });

  it('fills in no token that is a text of the app', async () => {
    const text = fc
      .array(fc.oneof(fc.constantFrom(...TOKENS.map((token) => `::${token}::`), ':', '::', 'RAY_ID', 'GEO'), fc.string()))
      .map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(text, text, async (before, after) => {
        const pages = somePages({
          statuses: [502],
          change: (page) => ({ ...page, parts: PARTS[page.format](before, after) }),
        });
        const files = await filesOf('cloudflare', pages);
        for (const format of ['html', 'json', 'txt', 'md']) {
          const withoutOurs = (files[`pages/502.${format}`] ?? '').replace('Cloudflare Ray ID ::RAY_ID::', '|');
          for (const token of TOKENS) expect(withoutOurs).not.toContain(`::${token}::`);
        }
        // The text of the app is still the same.
        expect(JSON.parse(files['pages/502.json'] ?? '')).toMatchObject({ a: before });
      }),
      { numRuns: 50 },
    );
  });
});
