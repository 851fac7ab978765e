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

function typeOfHalyard(fields: Fields): string {
  const [{ name, mediaType }] = negotiate({ header: (field: string) => fields[field] } as unknown as IncomingRequest, undefined) as typeof EXPORTED & [Format];
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
});
