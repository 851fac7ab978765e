import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressOf, redirectTarget } from './redirect-target.ts';

/** Texts that URL parsers treat differently, in any order. */
const trick = fc.oneof(
  fc.constantFrom('/', '//', '///', '\\', '/\\', '\\/', '.', '..', '/.', '/..', '/./', '/../', '%2e', '%2E%2e', '%2f', '%5c', '%09', '%00', '%'),
  fc.constantFrom('\t', '\n', '\r', '\u0000', ' ', '\u00a0', '\u00ad', '\u200b', '\u2028', '\ufeff', '\u0085', '\u007f'),
  fc.constantFrom('/', '。', '．', '／', '＼', '∕', '⁄', '：', '＠', 'ｅ', 'ß', 'İ', '🚢', '\ud800', '\udc00'),
  fc.constantFrom('@', 'good@', 'a:b@', ':', ':80', ':443', ':8443', '[', ']', '[::1]', '?', '#', '&', ';', '^', '|', '"', '<', "'", '`', '{'),
  fc.constantFrom('http:', 'https:', 'HTTPS://', 'hTTp://', 'javascript:', 'JaVaScRiPt:', 'data:', 'blob:', 'file://', 'ws://', 'view-source:'),
  fc.constantFrom('e.com', 'own.example', 'OWN.example', 'own.example.', 'own.example.e.com', 'halyard.invalid', '127.1', '0x7f.1', 'xn--e-0fa.com'),
  fc.constantFrom('signup', 'a', 'a b', '~', 'x=1', '/.b', '.b/', 'b.'),
);
const tricky = fc.array(trick, { maxLength: 12 }).map((parts) => parts.join(''));
const onOwn = fc.tuple(fc.constantFrom('https://own.example', 'HTTPS://own.example', 'https://own.example/', '/'), tricky).map((parts) => parts.join(''));
const anyText = fc.oneof({ weight: 3, arbitrary: tricky }, { weight: 3, arbitrary: onOwn }, fc.string({ unit: 'binary' }), fc.webUrl(), fc.webPath());

/** The URL that a browser follows (WHATWG URL) for a Location in an answer of this page. */
function followed(location: string, from = 'https://own.example/form/page?x#y'): URL {
  return new URL(location, from);
}

function staysAtHome(target: string): void {
  expect(target).toMatch(/^\/(?!\/)[!-~]*$/);
  expect(followed(target).origin).toBe('https://own.example');
  expect(target.length).toBeLessThanOrEqual(2_048);
}

describe('redirectTarget, for any value', () => {
  it('returns an address that a browser follows to this origin, or undefined', () => {
    let accepted = 0;
    fc.assert(
      fc.property(anyText, (text) => {
        const target = redirectTarget(text, ['https://own.example']);
        if (target === undefined) return;
        accepted++;
        staysAtHome(target);
        expect(target).not.toContain('\\');
        expect(target.split(/[?#]/, 1)[0]).not.toMatch(/\/(?:\.|%2e){1,2}(?:\/|$)/i);
        const { pathname, search, hash, origin } = followed(text);
        expect(origin).toBe('https://own.example');
        expect(pathname.replaceAll('^', '%5E') + search + hash).toBe(target);
      }),
      { numRuns: 20_000 },
    );
    expect(accepted).toBeGreaterThan(1_000);
  });

  it('returns its own result unchanged', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const target = redirectTarget(text, ['https://own.example']);
        if (target !== undefined) expect(redirectTarget(target, [])).toBe(target);
      }),
      { numRuns: 10_000 },
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBoxedValues: true, withObjectString: true }), (value) => {
        const target = redirectTarget(value, ['https://own.example']);
        if (target !== undefined) staysAtHome(target);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('addressOf', () => {
  it('returns the redirect target without its fragment for the request of a browser that followed it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const target = redirectTarget(text, ['https://own.example']);
        if (target === undefined) return;
        const { pathname, search } = followed(target);
        expect(addressOf(pathname + search)).toBe(addressOf(target));
        expect(addressOf(target)).toBe(target.split('#', 1)[0]);
      }),
      { numRuns: 10_000 },
    );
  });
});
