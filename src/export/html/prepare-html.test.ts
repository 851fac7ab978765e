import { describe, expect, it } from 'vitest';
import { contentHash } from './content-hash.ts';
import { prepareHtml } from './prepare-html.ts';

const FILES: Readonly<Record<string, readonly [string, string]>> = {
  '/site.css': ['text/css; charset=utf-8', 'body{background:url(img/bg.png)}@font-face{src:url("f.woff2")}'],
  '/theme/all.css': ['text/css', '@import "part.css" screen;\na{color:red}'],
  '/theme/part.css': ['text/css', 'b{background:url(../img/bg.png)}'],
  '/loop.css': ['text/css', '@import "/loop.css";i{top:0}'],
  '/img/bg.png': ['image/png', 'PNG'],
  '/f.woff2': ['font/woff2', 'FONT'],
  '/app.js': ['text/javascript', 'run("</script>")'],
  '/page.css': ['text/html', '<!doctype html>'],
  '/huge.png': ['image/png', 'x'.repeat(300 * 1024)],
};
const fetchAsset = async (path: string) => {
  const file = FILES[path];
  return file && { type: file[0], body: new TextEncoder().encode(file[1]) };
};
const prepared = (html: string, inline = true, reference?: string) => prepareHtml(html, { root: '/nowhere', inline, fetchAsset, reference });
const png = `data:image/png;base64,${btoa('PNG')}`;
const ICON = '<link rel="icon" href="data:,">';
const around = (head: string, body = ''): string => `<!doctype html><html lang="en"><head>${head}</head><body>${body}</body></html>`;
const inlined = async (head: string, body = ''): Promise<string> => (await prepared(around(head, body))).html;

describe('a page for a time when the app is down', () => {
  it('has an empty icon, so that no browser asks for /favicon.ico, and a policy that allows only its own style', async () => {
    const { html, policy, notes } = await prepared(around('<style>a{}\r\nb{}</style>'));
    expect(html).toBe(around(`<style>a{}\r\nb{}</style>${ICON}`));
    expect(policy).toBe(`default-src 'none'; style-src ${contentHash('a{}\nb{}')}; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`);
    expect(notes).toEqual([]);
  });

  it.each([
    [
      'a style sheet',
      '<link rel="stylesheet" media="screen" href="/site.css">',
      `<style media="screen">body{background:url("${png}")}@font-face{src:url("data:font/woff2;base64,${btoa('FONT')}")}</style>`,
    ],
    ['a style sheet that imports', '<link rel=stylesheet href=/theme/all.css>', `<style>@media screen{b{background:url("${png}")}\n}\n\na{color:red}</style>`],
    ['a style sheet that imports itself', '<link rel=stylesheet href=/loop.css>', '<style>i{top:0}</style>'],
    ['a script', '<script src="/app.js" id="x"></script>', '<script id="x">run("\\x3C/script>")</script>'],
    ['an icon', '<link rel="icon" href="/img/bg.png">', `<link rel="icon" href="${png}">`],
    ['a style of the page', '<style>a{background:url(/img/bg.png)}</style>', `<style>a{background:url("${png}")}</style>`],
    ['a request ahead of time', '<link rel="preload" href="/site.css" as="style">', ''],
    ['a base', '<base href="/theme/"><link rel=stylesheet href="part.css">', `<base href="/theme/"><style>b{background:url("${png}")}</style>`],
  ])('has %s in it', async (_, written, expected) => {
    expect((await inlined(written)).replace(ICON, '')).toBe(around(expected));
  });

  it.each([
    ['a picture', '<img alt="x" src="/img/bg.png">', `<img alt="x" src="${png}">`],
    ['pictures by size', '<img alt="" srcset="/img/bg.png 2x, /none.png 3x">', `<img alt="" srcset="${png} 2x">`],
    ['a missing picture', '<img src="/none.png" alt="x">', '<img  alt="x">'],
    ['a style attribute', '<p style="background:url(/img/bg.png)">', `<p style="background:url(&quot;${png}&quot;)">`],
    ['a picture of SVG', '<svg><image xlink:href="/img/bg.png"/></svg>', `<svg><image xlink:href="${png}"/></svg>`],
    ['a frame', '<iframe title="x" src="/map"></iframe>', '<iframe title="x" ></iframe>'],
    [
      'a frame with a page in it',
      '<iframe title="x" srcdoc="<img src=/img/bg.png>"></iframe>',
      `<iframe title="x" srcdoc="<img src=&quot;${png}&quot;>"></iframe>`,
    ],
    ['a picture for browsers without scripts', '<noscript><img src="/img/bg.png"></noscript>', `<noscript><img src="${png}"></noscript>`],
    ['a comment', '<!-- <img src="/img/bg.png"> -->', '<!-- <img src="/img/bg.png"> -->'],
    ['a script that waits for the page', '<script defer src="/app.js"></script><p>x</p>', '<p>x</p><script>run("\\x3C/script>")</script>'],
  ])('has no request for %s', async (_, written, expected) => {
    expect((await inlined('', written)).replace(ICON, '')).toBe(around('', expected));
  });

  it('names what it misses, once for each asset, with the element and the line', async () => {
    const page = around('\n<link rel="stylesheet" href="/site.css">\n<link rel=stylesheet href=/page.css>', '<img alt="" src="/huge.png">');
    expect((await prepared(page, false)).notes).toEqual([
      '/site.css (<link rel="stylesheet">, line 2) is missing while the app is down. Put it into the page with --inline.',
      '/img/bg.png (<link rel="stylesheet">, line 2) is missing while the app is down. Put it into the page with --inline.',
      '/f.woff2 (<link rel="stylesheet">, line 2) is missing while the app is down. Put it into the page with --inline.',
      '/page.css (<link rel="stylesheet">, line 3) is missing while the app is down. Put it into the page with --inline.',
      '/huge.png (<img>, line 3) is missing while the app is down. Put it into the page with --inline.',
    ]);
    expect((await prepared(page)).notes).toEqual([
      '/page.css (<link rel="stylesheet">, line 3) is missing while the app is down. It is not put into the page: the app answers with text/html.',
      '/huge.png (<img>, line 3) is missing while the app is down. It is not put into the page: it has 300 kB, and the most is 256 kB.',
    ]);
  });

  it('names and allows what comes from another server', async () => {
    const { html, policy, notes } = await prepared(around('<link rel="stylesheet" href="https://cdn.example/a.css">'));
    expect(html).toContain('<link rel="stylesheet" href="https://cdn.example/a.css">');
    expect(policy).toContain('style-src https://cdn.example;');
    expect(notes).toEqual(['https://cdn.example/a.css (<link rel="stylesheet">, line 1) is a request to another server.']);
  });

  it('notes what cannot be seen in it: requests of scripts, a refresh, and a reference in a script', async () => {
    const { notes, policy } = await prepared(around('<meta http-equiv="refresh" content="30"><script>fetch("/up?7K3M-Q9TX")</script>'), true, '7K3M-Q9TX');
    expect(notes).toEqual([
      expect.stringMatching(/^The refresh "30" \(<meta>, line 1\) is a request/),
      expect.stringMatching(/^A script \(<script>, line 1\) sends requests \(fetch\(\)/),
      expect.stringMatching(/^The reference \(<script>, line 1\) is in a script/),
    ]);
    expect(policy).toContain("connect-src 'self'");
  });

  it('has the final policy in its own <meta>, too', async () => {
    const { html, policy } = await prepared(
      around('<meta http-equiv="Content-Security-Policy" content="default-src \'self\'"><link rel=stylesheet href=/loop.css>'),
    );
    expect(html).toContain(`<meta http-equiv="Content-Security-Policy" content="${policy.replace("; frame-ancestors 'none'", '')}">`);
  });

  it('has a note on a module in it that imports other files', async () => {
    const { notes } = await prepared(around('<script type="module">import "/menu.js"</script><script>const text = " import {";</script>'));
    expect(notes).toEqual(['A script (<script>, line 1) imports other files, so it does not run while the app is down.']);
  });
});
