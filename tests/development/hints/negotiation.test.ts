import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../../src/core/formats/index.ts';
import { negotiator } from '../../../src/core/negotiation/negotiate.ts';
import { explainNegotiation } from '../../../src/development/report/negotiation.ts';
import { requestOf } from './situation-of.ts';

const [PROBLEM, JSON_FORMAT, HTML, TEXT, MARKDOWN] = FORMATS;

/** The sentence about the format that the negotiation chooses. */
function explain(headers: Readonly<Record<string, string>>, preferred?: string, formats = FORMATS): string {
  const request = requestOf({ headers });
  const [first] = negotiator(formats)(request, preferred);
  if (first === undefined) throw new Error('no format');
  return explainNegotiation(request, first, { formats, preferred });
}

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8';

describe('the sentence about the format', () => {
  it.each<readonly [Readonly<Record<string, string>>, string]>([
    [{}, "No Accept → a problem document, because it is the server's first format."],
    [{ accept: '*/*' }, "Accept */* → a problem document, because the client names none of the server's formats, and this is the first one."],
    [{ 'sec-fetch-dest': 'document' }, 'Sec-Fetch-Dest document → HTML, because a browser opens a page.'],
    [{ accept: '*/*', 'sec-fetch-dest': 'iframe' }, 'Sec-Fetch-Dest iframe → HTML, because a browser opens a page.'],
    [{ accept: BROWSER }, `Accept ${BROWSER} → HTML, because the client prefers it to a problem document.`],
    [{ accept: 'text/markdown' }, "Accept text/markdown → Markdown, because it is the only one of the server's formats that the client accepts."],
    [{ accept: 'text/*' }, 'Accept text/* → HTML, because the client accepts it as much as plain text, and the server prefers it.'],
    [{ accept: 'image/png' }, "Accept image/png → a problem document, because the client names none of the server's formats, and this is the first one."],
    [
      { accept: 'image/png, application/json;q=0' },
      "Accept image/png, application/json;q=0 → HTML, because the client accepts none of the server's formats, and this is the first one that it does not refuse.",
    ],
    [
      { accept: 'text/html, application/json', 'x-requested-with': 'XMLHttpRequest' },
      'Accept text/html, application/json, X-Requested-With XMLHttpRequest → JSON, because a script sent the request, and it accepts HTML and JSON equally.',
    ],
    [
      { accept: 'text/html, application/json', 'content-type': 'application/json' },
      'Accept text/html, application/json, Content-Type application/json → JSON, because a script sent the request, and it accepts HTML and JSON equally.',
    ],
  ])('%j: %s', (headers, sentence) => {
    expect(explain(headers)).toBe(sentence);
  });

  it('says that the call or the option has chosen', () => {
    expect(explain({ accept: 'text/html' }, 'json')).toBe('JSON, because the call or the option format asks for "json".');
    expect(explain({ accept: 'text/html' }, 'yaml')).toMatch(/^Accept text\/html → HTML/);
  });

  it('names the choices that had no text, for a format that is not the first', () => {
    const request = requestOf({ headers: { accept: 'text/html, text/markdown' } });
    const given = { formats: FORMATS, preferred: undefined };
    expect(explainNegotiation(request, MARKDOWN as never, given)).toBe(
      "Markdown, because the client's first choice has no text for this response, or it failed: HTML.",
    );
  });

  it('shows no secret of the fields', () => {
    expect(explain({ accept: 'text/html;token=sk_live_51H8xkJ2eZvKYlo2C0aBcDeFgHiJkLmNoP' })).not.toContain('51H8xkJ2eZv');
  });

  const range = fc.constantFrom(
    'text/html',
    'application/json',
    'application/problem+json',
    'text/plain',
    'text/markdown',
    'text/*',
    '*/*',
    'image/png',
    'application/xhtml+xml',
  );
  const weighted = fc.tuple(range, fc.constantFrom('', ';q=0', ';q=0.5', ';q=0.9', ';q=1', ';v=1')).map(([type, weight]) => type + weight);
  const accept = fc.option(
    fc.array(weighted, { maxLength: 5 }).map((ranges) => ranges.join(', ')),
    { nil: undefined },
  );
  const dest = fc.constantFrom(undefined, 'document', 'empty', 'iframe');
  const requestedWith = fc.constantFrom(undefined, 'XMLHttpRequest', 'com.example.app');
  const type = fc.constantFrom(undefined, 'application/json', 'application/x-www-form-urlencoded', 'application/vnd.api+json');
  const formats = fc.shuffledSubarray([PROBLEM, JSON_FORMAT, HTML, TEXT, MARKDOWN] as (typeof FORMATS)[number][], { minLength: 1 });

  it('is true for every request and every order of the formats', () => {
    fc.assert(
      fc.property(accept, dest, requestedWith, type, formats, (accept, dest, requestedWith, type, formats) => {
        const all = { accept, 'sec-fetch-dest': dest, 'x-requested-with': requestedWith, 'content-type': type };
        const headers = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Record<string, string>;
        const choose = (fields: Record<string, string>) => negotiator(formats)(requestOf({ headers: fields }), undefined);
        const without = (...names: string[]) => Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
        const [first, second] = choose(headers);
        // Only JSON formats, and the client refuses JSON.
        fc.pre(first !== undefined);
        const sentence = explain(headers, undefined, formats);
        const quality = qualityOf(first?.mediaType as string, accept ?? '*/*');
        if (sentence.includes('opens a page')) {
          expect(first?.name).toBe('html');
          expect(choose(without('sec-fetch-dest'))[0]).not.toBe(first);
        } else if (sentence.includes('a script sent')) {
          expect(choose(without('x-requested-with', 'content-type'))[0]).not.toBe(first);
          expect(first?.mediaType).toMatch(/json$/);
          if (sentence.includes('X-Requested-With')) expect(choose(without('content-type'))[0]).toBe(first);
          if (sentence.includes('Content-Type')) expect(choose(without('x-requested-with'))[0]).toBe(first);
          expect(sentence).toMatch(/X-Requested-With|Content-Type/);
        } else if (sentence.includes("server's first format")) {
          expect(accept).toBeUndefined();
          expect(first).toBe(formats[0]);
        } else if (sentence.includes('names none')) {
          expect(first).toBe(formats[0]);
        } else if (sentence.includes('accepts none')) {
          expect(quality).toBe(0);
        } else if (sentence.includes('only one')) {
          expect(choose(headers)).toHaveLength(1);
          expect(quality).toBeGreaterThan(0);
        } else {
          expect(sentence).toMatch(/prefers it/);
          expect(quality).toBeGreaterThan(0);
          expect(quality).toBeGreaterThanOrEqual(qualityOf(second?.mediaType as string, accept ?? '*/*'));
        }
      }),
      { numRuns: 3_000 },
    );
  });
});

/** The quality of a type: of the type itself, of `text/*`, or of everything. HTML also answers for XHTML. */
function qualityOf(type: string, accept: string): number {
  const ranges = accept.split(',').map((range) => range.trim().split(';'));
  const qualities = (name: string): readonly number[] =>
    ranges.filter(([range]) => range === name).map(([, weight]) => (weight?.startsWith('q=') ? Number(weight.slice(2)) : 1));
  const [own = 0] = [type, `${type.split('/')[0]}/*`, '*/*'].filter((name) => qualities(name).length > 0).map((name) => Math.max(...qualities(name)));
  return Math.max(own, ...(type === 'text/html' ? qualities('application/xhtml+xml') : []));
}
