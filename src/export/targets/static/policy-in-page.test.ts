import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHtml } from '../../html/parsed-html.ts';
import { withPolicyInPage } from './policy-in-page.ts';

const META = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">';

describe('a policy in a page', () => {
  it.each([
    ['<!doctype html><html><head><title>x</title>', `<!doctype html><html><head>${META}<title>x</title>`],
    ['<HTML><HEAD lang="en">\n  <meta charset="utf-8">\n', `<HTML><HEAD lang="en">\n  <meta charset="utf-8">${META}\n`],
    ['<head><meta charset=utf-8 /><p>', `<head><meta charset=utf-8 />${META}<p>`],
    ['<!doctype html><html lang="en"><header>x</header>', `<!doctype html><html lang="en">${META}<header>x</header>`],
    ['<!-- <head> --><html><head><p>', `<!-- <head> --><html><head>${META}<p>`],
    ['<!DOCTYPE html>\n<p>x', `<!DOCTYPE html>${META}\n<p>x`],
    ['<p>x', `${META}<p>x`],
  ])('stands before anything that it is about: %s', (html, expected) => {
    expect(withPolicyInPage(html, "default-src 'none'")).toBe(expected);
  });

  it('has no directive that only a header can set', () => {
    expect(withPolicyInPage('<p>', "default-src 'none'; Frame-Ancestors 'none'; report-uri /r; sandbox")).toBe(`${META}<p>`);
  });

  it.each([undefined, '', ' ; ', "frame-ancestors 'none'"])('changes nothing for the policy %j', (policy) => {
    expect(withPolicyInPage('<head></head>', policy)).toBe('<head></head>');
  });

  it('is read by a browser as it was, and leaves the page as it is, whatever both have', () => {
    const part = fc.oneof(fc.constantFrom('<head>', '</head>', '<meta', '>', '"', "'", '&quot;', '&amp', '<!--', '-->', 'script-src'), fc.string());
    const text = fc.array(part).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, (body, source) => {
        const policy = `img-src ${source.replaceAll(';', '').replace(/[\0\r]/g, '')}x`;
        const html = `<!doctype html><html><head><title>t</title></head><body>${body}</body></html>`;
        const written = withPolicyInPage(html, policy);
        const [meta] = parseHtml(written).elements.filter(({ name }) => name === 'meta');
        expect(meta?.attributes.get('content')?.value).toBe(policy.trim());
        const start = written.indexOf('<meta http-equiv');
        expect(written.slice(0, start) + written.slice(start).replace(/^<meta[^"]*"[^"]*" content="[^"]*">/, '')).toBe(html);
      }),
    );
  });
});
