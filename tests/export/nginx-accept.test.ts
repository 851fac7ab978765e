import { Agent, request as httpRequest } from 'node:http';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Format } from '../../src/core/formats/format.ts';
import { FORMATS } from '../../src/core/formats/index.ts';
import { negotiator } from '../../src/core/negotiation/negotiate.ts';
import type { IncomingRequest } from '../../src/core/ports/request.ts';
import { useProxy } from './nginx-proxy.ts';

type Fields = Readonly<Record<string, string>>;

const start = useProxy();
/** A stream of events is for an answer of the app only. */
const EXPORTED = FORMATS.filter(({ name }) => name !== 'events');
const negotiate = negotiator(EXPORTED);
const JSON_TYPES: Readonly<Record<string, string>> = { problem: 'application/problem+json', json: 'application/json; charset=utf-8' };

/** Each server removes the spaces around a value. */
function typeOfHalyard(fields: Fields): string {
  const [{ name, mediaType }] = negotiate({ header: (field: string) => fields[field]?.trim() } as unknown as IncomingRequest, undefined) as typeof EXPORTED &
    [Format];
  return JSON_TYPES[name] ?? `${mediaType}; charset=utf-8`;
}

const agent = new Agent({ keepAlive: true, maxSockets: 4 });

function typeOf(origin: URL, headers: Fields): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(origin, { headers, agent }, (response) => {
      response.resume().on('end', () => resolve(response.headers['content-type']));
    });
    request.on('error', reject).end();
  });
}

const TYPES = ['text/html', 'application/json', 'application/problem+json', 'text/plain', 'text/markdown', 'text/event-stream', 'application/xhtml+xml'];
const RANGES = [...TYPES, '*/*', 'text/*', 'application/*', 'application/vnd.api+json', 'image/png', 'application/*+json', 'TEXT/HTML', 'text', '', 'image/*'];
const weight = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  { weight: 5, arbitrary: fc.constantFrom(';q=0', ';q=0.0', ';q=0.000', ';q=1', ';q=1.000', ';q=0.5', '; q=0.50', ' ; Q=0.9', ';q=0.', ';q=0.001') },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 999 }).map((thousandths) => `;q=0.${String(thousandths).padStart(3, '0')}`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ';q=2',
      ';q=-1',
      ';q=0.1234',
      ';q=',
      ';q=.5',
      ';q=a',
      ';q=0,5',
      ';level=1',
      ';level=1;q=0.3',
      ';q=0.3;q=0.8',
      ';;q=0.2',
      ' ;q =0.1',
    ),
  },
);
const range = fc.tuple(fc.constantFrom('', '', ' ', '  ', '\t'), fc.constantFrom(...RANGES), weight).map((parts) => parts.join(''));
const accept = fc.oneof(
  fc.array(range, { minLength: 1, maxLength: 8 }).map((ranges) => ranges.join(',')),
  fc.constantFrom('*/*', '', ',', ';'),
);
const others = fc.record(
  {
    'sec-fetch-dest': fc.constantFrom('document', 'iframe', 'frame', 'empty', 'image', 'Document'),
    'x-requested-with': fc.constantFrom('XMLHttpRequest', 'xmlhttprequest', 'fetch'),
    'content-type': fc.constantFrom('application/json', 'application/vnd.api+json; charset=utf-8', 'text/plain', 'application/jsonp', 'xapplication/json'),
  },
  { requiredKeys: [] },
);
const fields = fc
  .tuple(fc.option(accept, { nil: undefined }), fc.oneof(fc.constant({}), others))
  .map(([value, rest]): Fields => ({ ...rest, ...(value !== undefined && { accept: value }) }));

/**
 * The declared difference: a list that repeats a range with two different quality values below 1, or has several other JSON types with such values. nginx
 * takes the first of them, and Halyard takes the largest. No client sends such a list.
 */
function repeats({ accept: list = '' }: Fields): boolean {
  const seen = new Set<string>();
  return list.split(',').some((item) => {
    const type = (item.split(';', 1)[0] as string).trim().toLowerCase();
    const key = type.endsWith('+json') && !type.includes('*') && type !== 'application/problem+json' ? '+json' : type;
    return seen.has(key) || !seen.add(key);
  });
}

describe('the format that nginx chooses', () => {
  it('is the format that Halyard chooses, for any request', async () => {
    const { origin, nginx } = await start({ server: 'location / { return 404; }' });
    const differences: string[] = [];
    const samples = fc.sample(fields, { numRuns: Number(process.env['RUNS'] ?? 2000) }).filter((one) => !repeats(one));
    expect(samples.length).toBeGreaterThan(1000);
    for (const one of samples) {
      const [found, expected] = [await typeOf(origin, one), typeOfHalyard(one)];
      if (found !== expected) differences.push(`${JSON.stringify(one)}: ${found}, not ${expected}`);
    }
    expect(differences).toEqual([]);
    expect(nginx.printed).toBe('');
  });

  /** Long lists, near the 8 kB that nginx reads by default. Halyard reads 4096 characters and 64 ranges. */
  const LONG: Readonly<Record<string, string>> = {
    commas: ','.repeat(8_000),
    spaces: `a/b,${' '.repeat(7_900)}text/html`,
    'spaces before each comma': `${' ,'.repeat(3_900)}text/html`,
    semicolons: `text/html${';'.repeat(7_900)}`,
    'parameters, and q as the 16th': `text/html${';a=b'.repeat(15)};q=0.1, text/plain;q=0.5`,
    'parameters, and q as the 15th': `text/html${';a=b'.repeat(14)};q=0.1, text/plain;q=0.5`,
    'one long type': `text/${'h'.repeat(7_900)}, text/plain`,
    'one long +json': `a/${'b+json'.repeat(1_300)}x, text/plain`,
    'many types': Array.from({ length: 700 }, (_, index) => `a/b${index};q=0.5`).join(','),
    'the 64th range': `${'a/b,'.repeat(63)}text/html`,
    'the 65th range': `${'a/b,'.repeat(64)}text/html`,
    'a range at character 4096': `a/${'b'.repeat(4_084)},text/html`,
    'a range cut at character 4096': `a/${'b'.repeat(4_085)},text/html`,
    'almost HTML': 'text/htm,'.repeat(800),
    'a long quality value': `text/html;q=0.${'0'.repeat(7_000)}, text/plain;q=0.9`,
    'equal qualities': `${'text/plain;q=0.9,'.repeat(300)}text/html;q=0.9`,
  };

  it('is the same for long lists, and nginx gives up on none', async () => {
    const { origin, nginx } = await start({ server: 'location / { return 404; }' });
    for (const [name, list] of Object.entries(LONG)) {
      for (const sent of [list, list.toUpperCase(), `${list},*/*;q=0.1`.slice(-8_000)]) {
        expect(`${name}: ${await typeOf(origin, { accept: sent })}`).toBe(`${name}: ${typeOfHalyard({ accept: sent })}`);
      }
    }
    expect(nginx.printed).toBe('');
  });
});
