import { describe, expect, it } from 'vitest';
import type { FailureWithPage } from '../../core/ports/page-choice.ts';
import { choosePage } from './choose-page.ts';

const OWN = '<body><h1>Sorry</h1></body>';
const LINK_TO_OWN = / <a href="\?([^"]*)">See your own page for this status<\/a>/;
const LINK_TO_ERROR = /<aside aria-label="For the developer" [^>]*><a href="\?([^"]*)" style="color:inherit">See the development page<\/a><\/aside>/;

type About = Partial<FailureWithPage> & { readonly url?: string; readonly method?: string; readonly developmentPage?: boolean | 'link' };

function choose({ url = '/orders', method = 'GET', developmentPage = true, ...outcome }: About, own = OWN) {
  return choosePage(own, { status: 500, revealed: true, errors: [{}], ...outcome }, { request: { url, method } as never, settings: { developmentPage } });
}

function noteOf(about: About): string {
  const page = choose(about);
  if (typeof page !== 'object') throw new Error(`no development page: ${page}`);
  return page.note;
}

describe('the page of a 5xx in development', () => {
  it("is the development page by default, with a link to the app's own page", () => {
    expect(LINK_TO_OWN.exec(noteOf({}))?.[1]).toBe('halyard-page=own');
    expect(noteOf({ status: 502 })).toMatch(LINK_TO_OWN);
  });

  it("is the app's own page behind that link, with a link back", () => {
    expect(LINK_TO_ERROR.exec(String(choose({ url: '/orders?halyard-page=own' })))?.[1]).toBe('halyard-page=development');
    expect(noteOf({ url: '/orders?halyard-page=development' })).toMatch(LINK_TO_OWN);
  });

  it("is the app's own page first with 'link'", () => {
    expect(choose({ developmentPage: 'link' })).toMatch(LINK_TO_ERROR);
    expect(noteOf({ developmentPage: 'link', url: '/?halyard-page=development' })).toMatch(LINK_TO_OWN);
  });

  it.each<[string, About]>([
    ['false', { developmentPage: false }],
    ['false, and an address that asks for the other page', { developmentPage: false, url: '/?halyard-page=development' }],
    ['a client that sees no errors', { revealed: false }],
    ['a failure without an error', { errors: [] }],
    ['a 4xx', { status: 404 }],
    ['a POST, with `link`', { developmentPage: 'link', method: 'POST' }],
  ])("is the app's own page as it is for %s", (_, about) => {
    expect(choose(about)).toBe(undefined);
  });

  it('is shown for any other failure if the address asks for it, because a 404 has its near routes there', () => {
    expect(noteOf({ status: 404, errors: [], url: '/bookngs?halyard-page=development' })).toMatch(LINK_TO_OWN);
    expect(choose({ status: 404, errors: [], url: '/bookngs?halyard-page=own' })).toBeUndefined();
  });

  it('has no link after a request that a link does not repeat', () => {
    for (const url of ['/orders', '/orders?halyard-page=own']) {
      expect(noteOf({ method: 'POST', url })).toBe('<p>Everybody else gets your own page.</p>');
      expect(noteOf({ method: 'DELETE', url })).not.toContain('href');
    }
  });

  it.each([
    ['/orders?page=2&sort=name', 'page=2&amp;sort=name&amp;halyard-page=own'],
    ['/orders?halyard-page=development&page=2', 'page=2&amp;halyard-page=own'],
    ['/orders?a=1#top', 'a=1&amp;halyard-page=own'],
    ['/orders?q="><script>', 'q=&quot;&gt;&lt;script&gt;&amp;halyard-page=own'],
    ['/orders?my-halyard-page=own', 'my-halyard-page=own&amp;halyard-page=own'],
  ])('keeps the query of %s in the link', (url, query) => {
    expect(LINK_TO_OWN.exec(noteOf({ url }))?.[1]).toBe(query);
  });

  it.each([
    ['<html><body><p>x</p></body></html>', /<p>x<\/p><aside .*<\/aside><\/body><\/html>$/],
    ['<BODY><p>x</p></BODY>', /<p>x<\/p><aside .*<\/aside><\/BODY>$/],
    ['<p>x</p>', /^<p>x<\/p><aside .*<\/aside>$/],
    ['<body><pre></body></pre></body>', /<\/pre><aside .*<\/aside><\/body>$/],
  ])('has the link at the end of %s', (own, shown) => {
    expect(choose({ url: '/?halyard-page=own' }, own)).toMatch(shown);
  });
});
