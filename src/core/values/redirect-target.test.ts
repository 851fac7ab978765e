import { describe, expect, it } from 'vitest';
import { addressOf, redirectTarget } from './redirect-target.ts';

const OWN = 'https://harbour.example';

describe('redirectTarget, for an address of this origin', () => {
  it.each([
    ['/', '/'],
    ['/signup', '/signup'],
    ['/signup?plan=small&next=//e.com#name', '/signup?plan=small&next=//e.com#name'],
    ['/signup?x=/../y#/../z', '/signup?x=/../y#/../z'],
    ['/a/b//c', '/a/b//c'],
    ['/größe?länge=12 m', '/gr%C3%B6%C3%9Fe?l%C3%A4nge=12%20m'],
    ['/%09/e.com', '/%09/e.com'],
    ['/%2f%2fe.com', '/%2f%2fe.com'],
    ['/@e.com', '/@e.com'],
    ['/:80', '/:80'],
    ['/http://e.com', '/http://e.com'],
    ['/。。/／／e.com', '/%E3%80%82%E3%80%82/%EF%BC%8F%EF%BC%8Fe.com'],
    ['/%zz', '/%zz'],
    ['/a^b?a^b', '/a%5Eb?a^b'],
    ['/.well-known/...', '/.well-known/...'],
    [OWN, '/'],
    [`${OWN}/signup?x=1#y`, '/signup?x=1#y'],
    [`${OWN}:443/signup`, '/signup'],
    [`${OWN}?x=1`, '/?x=1'],
    ['HTTPS://Harbour.EXAMPLE/signup', '/signup'],
    ['http://localhost:1337/signup', '/signup'],
    ['http://[::1]:1337/signup', '/signup'],
  ])('returns the path of %s', (value, target) => {
    expect(redirectTarget(value, [OWN, 'http://localhost:1337', 'http://[::1]:1337'])).toBe(target);
  });
});

describe('redirectTarget, for an address that leads to another origin, or may do so', () => {
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['an empty text', ''],
    ['a number', 7],
    ['a list', ['/signup']],
    ['a boxed text', new String('/signup')],
    ['an object that turns into a text', { toString: () => '/signup' }],
    ['a URL object', new URL('/signup', OWN)],
    ['a text of more than 2,048 characters', `/${'x'.repeat(2_048)}`],
    ['a text that is longer than that when it is encoded', `/${'ü'.repeat(1_000)}`],
    ['half of a character', '/\ud800'],
    ['a relative path (Sails 0.9 redirected to it)', 'special'],
    ['a parent', '../signup'],
    ['a query alone', '?x=1'],
    ['a fragment alone', '#x'],
    ['another origin', 'https://e.com/signup'],
    ['another scheme', 'http://harbour.example/signup'],
    ['another port', 'https://harbour.example:8443/signup'],
    ['a subdomain', 'https://www.harbour.example/signup'],
    ['a longer host', 'https://harbour.example.e.com/signup'],
    ['a dot after the host', 'https://harbour.example./signup'],
    ['userinfo', 'https://good@harbour.example/signup'],
    ['userinfo with another host', 'https://harbour.example@e.com/'],
    ['empty userinfo', 'https://@harbour.example/'],
    ['an ideographic dot', 'https://harbour。example/signup'],
    ['a fullwidth letter', 'https://ｈarbour.example/signup'],
    ['an encoded host', 'https://harbour%2eexample/signup'],
    ['a port out of range', 'https://harbour.example:99999/'],
    ['two slashes', '//e.com'],
    ['two slashes and our own host', '//harbour.example/signup'],
    ['three slashes', '///e.com'],
    ['two slashes that dots would take away', '//../signup'],
    ['a scheme and three slashes', 'https:///e.com'],
    ['a scheme and no slash', 'http:e.com'],
    ['a scheme and one slash', 'https:/e.com'],
    ['our own scheme and a path', 'https:/signup'],
    ['a space before', ' //e.com'],
    ['a space before a path', ' /signup'],
    ['a space after', '/signup '],
    ['a no-break space before', '\u00a0/signup'],
    ['a byte order mark before', '\ufeff/signup'],
    ['a backslash', '/\\e.com'],
    ['two backslashes', '\\\\e.com'],
    ['a backslash in the query', '/signup?x=\\'],
    ['a tab', '/\t/e.com'],
    ['a line feed', '/signup\n'],
    ['a line break inside', '/signup\r\nset-cookie: x=1'],
    ['NUL', '/signup\u0000'],
    ['DEL', '/sign\u007fup'],
    ['a control character of Latin-1', '/sign\u0085up'],
    ['a line separator', '/sign\u2028up'],
    ['a dot between slashes', '/.//e.com'],
    ['two dots between slashes', '/a/..//e.com'],
    ['encoded dots between slashes', '/%2e%2E//e.com'],
    ['two slashes after our own origin', `${OWN}//e.com`],
    ['a dot between slashes after our own origin', `${OWN}/.//e.com`],
    ['dots', '/a/../signup'],
    ['dots that the parser of Node 20 leaves, and that of a browser does not', '/a/.b/../c'],
    ['such dots before two slashes', '/a/.b/../..//e.com'],
    ['dots, encoded, at the end', '/a/b/%2E.'],
    ['a dot before the query', '/a/.?x'],
    ['javascript:', 'javascript:alert(1)'],
    ['javascript: in mixed case', 'JaVaScRiPt:alert(1)'],
    ['javascript: with our own host', 'javascript://harbour.example/%0aalert(1)'],
    ['data:', 'data:text/html,x'],
    ['blob: of our own origin', `blob:${OWN}/x`],
    ['file:', 'file:///etc/passwd'],
  ])('refuses %s', (_, value) => {
    expect(redirectTarget(value, [OWN])).toBeUndefined();
  });

  it('accepts only the origins that are passed, and without origins only paths', () => {
    expect(redirectTarget(`${OWN}/signup`, [])).toBeUndefined();
    expect(redirectTarget('https://halyard.invalid/signup', [])).toBeUndefined();
    expect(redirectTarget('/signup', [])).toBe('/signup');
  });

  it('does not accept the origin null of a scheme without origins', () => {
    expect(redirectTarget('data:,/x', ['null'])).toBeUndefined();
  });
});

describe('addressOf', () => {
  it.each([
    ['/contact', '/contact'],
    ['/contact?x=1&y', '/contact?x=1&y'],
    ['/contact#name', '/contact'],
    ['/contact?', '/contact'],
    ['/caf\u00e9', '/caf%C3%A9'],
    ["/contact?name=O'Hara", '/contact?name=O%27Hara'],
    ['http://harbour.example/contact?x=1', '/contact?x=1'],
    ['https://127.0.0.1:8443', '/'],
  ])('turns the request target %s into %s', (url, address) => {
    expect(addressOf(url)).toBe(address);
  });

  it.each(['*', 'harbour.example:443', '', '//e.com/contact', '/.//contact', '/a\\b', '//../contact', 'contact', 'http://a@b/contact'])(
    'of %j is nothing that a note is for',
    (url) => {
      expect(addressOf(url)).toBeUndefined();
    },
  );

  it('returns undefined for a target that is too long', () => {
    expect(addressOf(`/${'x'.repeat(2_048)}`)).toBeUndefined();
  });
});
