import { describe, expect, it, vi } from 'vitest';
import { about, type Changes, pageWith, playedPage } from '../../../tests/support/played.ts';
import type { AppFacts } from '../model/drill-report.ts';
import { checkLinks } from './links.ts';

const FILES = new Set(['/app.css', '/logo.png', '/css/a.css', '/fonts/a.woff2']);

/** The messages about a page, and the paths that were requested. */
async function linksOf(html: string, { routes = ['/', '/orders/:id', '/files/*'], ...app }: Partial<AppFacts> = {}, changes: Changes = {}) {
  const lookUp = vi.fn(async (path: string) =>
    FILES.has(path.split('?', 1)[0] as string) ? 200 : path === '/locked' ? 401 : path === '/broken.css' ? 500 : 404,
  );
  const found = await checkLinks([playedPage(pageWith(html), changes)], about({ routes, ...app }), lookUp);
  return { messages: found.map(([, { message }]) => message), asked: lookUp.mock.calls.map(([path]) => path) };
}

describe('the check of links', () => {
  it.each<[string, string]>([
    ['<a href="/nowhere">x</a>', 'A link of an error page does not exist: /nowhere.'],
    ['<link rel="stylesheet" href="/missing.css">', 'A file of an error page does not exist: /missing.css.'],
    ['<img alt="" src="/a.png" srcset="/logo.png 1x">', 'A file of an error page does not exist: /a.png.'],
    ['<img alt="" srcset="/logo.png 1x, /b.png 2x">', 'A file of an error page does not exist: /b.png.'],
    ['<style>p { background: url("/c.png") }</style>', 'A file of an error page does not exist: /c.png.'],
    ['<script src="/broken.css"></script>', 'A file of an error page does not exist: /broken.css (500).'],
    ['<form action="/find"><button>x</button></form>', 'A link of an error page does not exist: /find.'],
    // Relative addresses work on the start page only.
    ['<link rel="stylesheet" href="css/a.css">', 'A file of an error page does not exist: css/a.css.'],
    ['<a href="/orders">x</a>', 'A link of an error page does not exist: /orders.'],
  ])('reports %s', async (html, message) => {
    expect((await linksOf(html)).messages).toEqual([message]);
  });

  it.each([
    '<a href="/">x</a><a href="/orders/7?a=1#b">x</a><a href="/files/a/b.pdf">x</a>',
    '<a href="#top">x</a><a href="">x</a><a href="mailto:a@shop.example">x</a><a href="tel:1">x</a><a href="javascript:history.back()">x</a>',
    '<a href="https://other.example/nowhere">x</a>',
    '<link rel="stylesheet" href="/app.css?v=3"><link rel="icon" href="/logo.png">',
    '<a href="/locked">x</a>',
    '<a href="/halyard-drill/at-no-route/11">Try again</a>',
    '<form method="post" action="/signup"><button>x</button></form>',
    '<img alt="" src="data:image/png;base64,AA==">',
    '<base href="/"><link rel="stylesheet" href="css/a.css">',
    '<a href="http://[">x</a>',
  ])('accepts %s', async (html) => {
    expect((await linksOf(html)).messages).toEqual([]);
  });

  it("warns of the home link of Halyard's own page, and names the option", async () => {
    const trace = { views: [{ name: '404', file: '/srv/shop/views/404.ejs', duration: 1 }] };
    const found = async (changes: Changes) =>
      (await checkLinks([playedPage(pageWith('<p><a href="/">Go to the start page</a></p>'), changes)], about({ routes: ['/orders'] }), async () => 404)).map(
        ([, { severity, todo }]) => [severity, todo],
      );
    expect(await found({})).toEqual([['warning', 'Add a route for this address, or set the option `home`: `false` leaves the link out.']]);
    expect(await found({ trace })).toEqual([['error', 'Correct the address, or add the file.']]);
    expect(await found({ trace: { override: { name: 'notFound', duration: 1 } } })).toEqual([['error', 'Correct the address, or add the file.']]);
  });

  it('requests each path once, and no route', async () => {
    const { asked } = await linksOf('<a href="/orders/7">x</a><a href="/">x</a><img alt="" src="/logo.png"><a href="/logo.png">x</a>');
    expect(asked).toEqual(['/logo.png']);
  });

  it('requests only files if the host does not list its routes', async () => {
    const page = playedPage(pageWith('<a href="/orders">x</a><img alt="" src="/picture/7"><link rel="stylesheet" href="/gone.css?v=1">'));
    const lookUp = vi.fn(async () => 404);
    expect((await checkLinks([page], about({ routes: undefined }), lookUp)).map(([, { message }]) => message)).toEqual([
      'A file of an error page does not exist: /gone.css?v=1.',
    ]);
    expect(lookUp).toHaveBeenCalledOnce();
  });

  it('reports a path whose request fails, and leaves the pages of successes alone', async () => {
    const page = playedPage(pageWith('<a href="/x">x</a>'));
    expect(await checkLinks([page], about({ routes: [] }), () => Promise.reject(new Error('reset')))).toHaveLength(1);
    expect((await linksOf('<a href="/x">x</a>', {}, { answer: { status: 200, body: pageWith('<a href="/x">x</a>') } })).messages).toEqual([]);
  });
});
