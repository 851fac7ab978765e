import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORMATS } from '../formats/index.ts';
import type { IncomingRequest } from '../ports/request.ts';
import { negotiator } from './negotiate.ts';

const negotiate = negotiator(FORMATS);

/** The names of the formats for a request with these header fields, the best first. */
function formatsFor(fields: Readonly<Record<string, string>>, preferred?: string): readonly string[] {
  return negotiate({ header: (name: string) => fields[name] } as IncomingRequest, preferred).map(({ name }) => name);
}

/** The processor time of this process, in milliseconds. Other processes do not change it. */
function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8';
const AXIOS = 'application/json, text/plain, */*';
const JQUERY = 'application/json, text/javascript, */*; q=0.01';

describe('negotiate, by Accept', () => {
  it.each<[string, string, string]>([
    ['a page', BROWSER, 'html'],
    ['a page', 'application/xhtml+xml', 'html'],
    ['JSON', 'application/json', 'json'],
    ['JSON', 'application/problem+json', 'problem'],
    ['JSON', 'application/json, application/problem+json', 'json'],
    ['JSON', 'application/problem+json, application/json', 'problem'],
    ['JSON', 'application/problem+json;q=0.5, application/json', 'json'],
    ['anything', '*/*', 'problem'],
    ['a type that no format has', 'application/vnd.harbour.v2+json', 'problem'],
    ['a type that no format has', 'application/vnd.harbour+json;q=0.3, text/html;q=0.2', 'problem'],
    ['a type that no format has', 'image/png', 'problem'],
    ['a type that no format has', 'image/png, */*;q=0.1', 'problem'],
    ['an Accept that is malformed', '', 'problem'],
    ['an Accept that is malformed', '../../x{{', 'problem'],
    ['an Accept that is malformed', 'text/html,image/apng*/*;q=0.8', 'html'],
    ['quality values and ranges', 'text/html;q=0.1, application/json', 'json'],
    ['quality values and ranges', 'text/html, application/json;q=0.9', 'html'],
    ['axios', AXIOS, 'json'],
    ['jQuery', JQUERY, 'json'],
    ['quality values and ranges', 'TEXT/HTML', 'html'],
    ['quality values and ranges', 'text/*', 'html'],
    ['quality values and ranges', 'application/*', 'problem'],
    ['quality values and ranges', 'application/*;q=0.2, text/html;q=0.1', 'problem'],
    ['quality values and ranges', 'text/html;q=0, text/*', 'text'],
    ['quality values and ranges', 'text/html;q=0.5, text/plain', 'text'],
    ['text', 'text/plain', 'text'],
    ['text', 'text/markdown', 'markdown'],
    ['text', 'text/markdown, text/html;q=0.9, */*;q=0.1', 'markdown'],
    ['text', 'text/markdown;q=0.5, application/json', 'json'],
    // A parameter does not make another media type. HTTP clients of several languages name the charset.
    ['a parameter (RFC 9110, 12.5.1)', 'application/json; charset=utf-8', 'json'],
    ['a parameter (RFC 9110, 12.5.1)', 'text/html; charset=utf-8', 'html'],
    ['a parameter (RFC 9110, 12.5.1)', 'text/html;charset=utf-8, application/json;q=0.5', 'html'],
  ])('%s: answers "%s" with %s', (_, accept, first) => {
    expect(formatsFor({ accept })[0]).toBe(first);
  });

  it('answers a request without Accept with a problem document', () => {
    expect(formatsFor({})[0]).toBe('problem');
  });

  it.each(['application/json;q=0, */*', 'application/json;q=0', 'application/json; q=0.0, text/*;q=0.1', '*/*, application/json;q=0'])(
    'does not answer "%s" with JSON',
    (accept) => {
      expect(formatsFor({ accept })[0]).not.toMatch(/json|problem/);
    },
  );

  it('has an answer even for a client that accepts nothing', () => {
    expect(formatsFor({ accept: '*/*;q=0' })).not.toEqual([]);
    expect(formatsFor({ accept: 'text/html;q=0, application/json;q=0, text/*;q=0' })).not.toEqual([]);
  });

  it('orders the formats by the quality values of the client (RFC 9110 §12.4.2)', () => {
    const types: Readonly<Record<string, string>> = { html: 'text/html', text: 'text/plain', markdown: 'text/markdown', json: 'application/json' };
    const quality = fc.uniqueArray(fc.integer({ min: 1, max: 1000 }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(quality, fc.shuffledSubarray(Object.keys(types), { minLength: 4 }), (values, names) => {
        const ranges = names.map((name, i) => ({ name, q: (values[i] as number) / 1000 }));
        const accept = ranges.map(({ name, q }) => `${types[name]};q=${q}`).join(', ');
        const expected = [...ranges].sort((a, b) => b.q - a.q).map(({ name }) => name);
        expect(formatsFor({ accept }).filter((name) => expected.includes(name))).toEqual(expected);
      }),
    );
  });
});

describe('negotiate, by other header fields', () => {
  it.each<[string, Record<string, string>, string]>([
    ['a navigation of a browser that sends */*', { accept: '*/*', 'sec-fetch-dest': 'document', 'sec-fetch-mode': 'navigate' }, 'html'],
    ['a navigation without Accept', { 'sec-fetch-dest': 'document' }, 'html'],
    ['a frame', { accept: '*/*', 'sec-fetch-dest': 'iframe' }, 'html'],
    ['a document whose mode a proxy rewrote', { accept: '*/*', 'sec-fetch-dest': 'document', 'sec-fetch-mode': 'cors' }, 'html'],
    ['a fetch() of a page', { accept: '*/*', 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'cors' }, 'problem'],
    ['a fetch() of Node', { accept: '*/*', 'sec-fetch-mode': 'cors' }, 'problem'],
    ['a mode without a destination', { accept: '*/*', 'sec-fetch-mode': 'navigate' }, 'problem'],
    ['an unknown destination', { accept: '*/*', 'sec-fetch-dest': 'hologram' }, 'problem'],
    ['an API client that is made to look like a browser', { accept: 'application/json', 'sec-fetch-dest': 'document' }, 'json'],
    ['an XHR that takes anything', { accept: '*/*', 'x-requested-with': 'XMLHttpRequest', 'sec-fetch-dest': 'document' }, 'problem'],
    ['an XHR in any case', { accept: '*/*', 'x-requested-with': 'xmlhttprequest', 'sec-fetch-dest': 'document' }, 'problem'],
    ['an XHR that names text/html, as htmx does', { accept: 'text/html, */*;q=0.1', 'x-requested-with': 'XMLHttpRequest' }, 'html'],
    ['a JSON body and */*', { accept: '*/*', 'content-type': 'application/json', 'sec-fetch-dest': 'document' }, 'problem'],
    ['a +json body and */*', { accept: '*/*', 'content-type': 'application/vnd.api+json; charset=utf-8', 'sec-fetch-dest': 'document' }, 'problem'],
    ['a form post of a browser', { accept: BROWSER, 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-dest': 'document' }, 'html'],
    ['a tie, for a browser', { accept: 'text/html, application/json' }, 'html'],
    ['a tie, for a script with X-Requested-With', { accept: 'text/html, application/json', 'x-requested-with': 'XMLHttpRequest' }, 'json'],
    ['a tie, for a script that sends JSON', { accept: 'text/html, application/json', 'content-type': 'application/json' }, 'json'],
    ['a tie of JSON with a parameter, for a script', { accept: 'text/html, application/json; charset=utf-8', 'x-requested-with': 'XMLHttpRequest' }, 'json'],
    ['JSON that is named twice, for a script', { accept: 'text/html, application/json, application/json;q=x', 'x-requested-with': 'XMLHttpRequest' }, 'json'],
    ['no tie, for a script that prefers a page', { accept: 'text/html, application/json;q=0.5', 'content-type': 'application/json' }, 'html'],
  ])('%s', (_, fields, first) => {
    expect(formatsFor(fields)[0]).toBe(first);
  });

  it('uses the format that the call or the app names', () => {
    expect(formatsFor({ accept: BROWSER, 'sec-fetch-dest': 'document' }, 'json')[0]).toBe('json');
    expect(formatsFor({ accept: 'application/json' }, 'markdown')[0]).toBe('markdown');
  });

  it('ignores a format that does not exist', () => {
    expect(formatsFor({ accept: BROWSER }, 'hologram')[0]).toBe('html');
  });
});

describe('negotiate, for any request', () => {
  const token = fc.stringMatching(/^[a-z*.+-]{0,8}$/);
  const range = fc
    .tuple(token, token, fc.constantFrom('', ';q=0', ';q=0.5', ';q=', ';q=x', ';q=1;q=0', '; charset="u,t"', ';;'))
    .map(([type, subtype, rest]) => `${type}/${subtype}${rest}`);
  const accept = fc.oneof(
    fc.string(),
    fc.array(fc.oneof(range, fc.constantFrom('text/html', 'application/json', '*/*', ',,', '"', ';')), { maxLength: 20 }).map((list) => list.join(',')),
  );

  it('returns each format at most once, and at least one', () => {
    fc.assert(
      fc.property(accept, fc.constantFrom('', 'XMLHttpRequest'), fc.oneof(fc.string(), fc.constant('application/json')), (value, by, type) => {
        const names = formatsFor({ accept: value, 'x-requested-with': by, 'content-type': type });
        expect(names.length).toBeGreaterThan(0);
        expect(new Set(names).size).toBe(names.length);
      }),
      { numRuns: 1_000 },
    );
  });

  it('returns the same result the second time, from its cache', () => {
    fc.assert(
      fc.property(accept, (value) => {
        expect(formatsFor({ accept: value })).toEqual(formatsFor({ accept: value }));
      }),
    );
  });

  it.each([
    ['commas', ','],
    ['ranges', 'a/b,'],
    ['ranges with q-values', 'text/html;q=0.1,'],
    ['parameters', ';a=b'],
    ['quotes', '"'],
    ['quoted commas', 'a/b;c=",",'],
    ['blanks', ' '],
    ['"json "', 'application/json '],
    ['"json;"', 'application/json;q='],
    ['asterisks', '*/'],
  ])('takes less than a second for 64 KB of %s', (_, piece) => {
    const value = piece.repeat(Math.ceil(65_536 / piece.length));
    const started = cpuTime();
    expect(formatsFor({ accept: value })).not.toEqual([]);
    expect(formatsFor({ accept: `text/html,application/json,${value}`, 'x-requested-with': 'XMLHttpRequest', 'content-type': value })).not.toEqual([]);
    expect(cpuTime() - started).toBeLessThan(1_000);
  });

  it('caches a limited number of Accept fields', async () => {
    const { setFlagsFromString } = await import('node:v8');
    const { runInNewContext } = await import('node:vm');
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const heapAfter = (from: number, count: number): number => {
      for (let i = from; i < from + count; i++) formatsFor({ accept: `text/html;v=${i};${'x'.repeat(440)}=1, application/json` });
      collect();
      return process.memoryUsage().heapUsed;
    };
    const before = heapAfter(0, 1_000);
    // 8,000 fields of 480 bytes would take 4 MB, and their results as much.
    expect(heapAfter(1_000, 8_000) - before).toBeLessThan(3_000_000);
  });
});
