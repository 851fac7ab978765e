import { expect, it } from 'vitest';
import { FORMATS } from '../../src/core/formats/index.ts';
import { negotiator } from '../../src/core/negotiation/negotiate.ts';
import type { IncomingRequest } from '../../src/core/ports/request.ts';
import { useCaddy } from './caddy-server.ts';
import { testPages } from './nginx-proxy.ts';

const start = useCaddy();
/** An export has no stream of events. */
const negotiate = negotiator(FORMATS.filter(({ name }) => name !== 'events'));

const TYPES = [
  ...['text/html', 'application/json', 'application/problem+json', 'text/plain', 'text/markdown', 'text/*', 'application/*', '*/*', 'application/xhtml+xml'],
  ...[
    'image/png',
    'image/*',
    'application/vnd.api+json',
    'application/xml',
    'text/event-stream',
    '*/html',
    'TEXT/HTML',
    'text/html;level=1',
    'Application/JSON',
  ],
  ...['', 'html', 'text/', '/html', 'text/html/x', 'text html', 'text/html x', '*', '**/*', 'text/*+json', '*/*+json', 'application/hal+JSON'],
];
const WEIGHTS = [
  ...[
    '',
    '',
    '',
    '',
    ';q=0.9',
    ';q=0.9',
    ';q=0.8',
    ';q=0.5',
    ';q=0',
    ';q=0.0',
    ';q=0.000',
    ';q=1',
    ';q=1.000',
    ';q=0.',
    ';q=1.',
    ';q=0.001',
    ';q=.5',
    ';q=2',
    ';q=0.0001',
  ],
  ...[' ; q=0.7', ';Q=0.3', ';q=0.4;q=0.9', ';q= 0.5', ';q =0.5', ';q', ';q=', ';q="0.5"', ';a=b;q=0.2', ';q=-1', ';q=0,5', `${';x'.repeat(20)};q=0.1`],
];
const FIELDS: readonly (readonly [string, readonly string[]])[] = [
  ['sec-fetch-dest', ['document', 'iframe', 'frame', 'empty', 'Document']],
  ['x-requested-with', ['XMLHttpRequest', 'xmlhttprequest', 'fetch']],
  [
    'content-type',
    ['application/json', 'application/json; charset=utf-8', 'application/ld+json', 'text/plain', 'application/jsonx', 'APPLICATION/JSON', 'x application/json'],
  ],
];

it('answers each Accept as the app does: 1200 random ones, and those of browsers and tools', async () => {
  const { origin } = await start({ pages: testPages(), site: '\terror 404' });
  const random = randomFrom(17);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const cases: Record<string, string>[] = FIXED.map((accept) => ({ accept }));
  while (cases.length < 1_200 + FIXED.length) {
    const count = 1 + Math.floor(random() * (random() < 0.05 ? 80 : 5));
    const headers: Record<string, string> = {};
    if (random() < 0.95) headers['accept'] = Array.from({ length: count }, () => pick(TYPES) + pick(WEIGHTS)).join(pick([',', ', ', ' ,  ', ',,', ',\t']));
    for (const [name, values] of FIELDS) if (random() < 0.25) headers[name] = pick(values);
    cases.push(headers);
  }
  const differences: unknown[] = [];
  const counts: Record<string, number> = {};
  for (const headers of cases) {
    // fetch() would add an Accept of its own.
    const response = await ask(origin, headers);
    const expected = expectedType(headers);
    counts[expected] = (counts[expected] ?? 0) + 1;
    if (response !== expected) differences.push({ headers, response, expected });
  }
  expect(differences).toEqual([]);
  expect(Object.keys(counts).sort()).toEqual(['application/json', 'application/problem+json', 'text/html', 'text/markdown', 'text/plain']);
}, 120_000);

it('chooses the language by Accept-Language, and says which one it is', async () => {
  const { origin } = await start({ pages: testPages({ languages: ['en', 'de', 'pt-BR'] }), site: '\terror 404' });
  const rows: readonly (readonly [string | undefined, string])[] = [
    [undefined, 'en'],
    ['', 'en'],
    ['de', 'de'],
    ['de-AT, en;q=0.8', 'de'],
    ['DE;q=0.2, en;q=0.1', 'de'],
    ['en;q=0.1, de;q=0.2', 'de'],
    ['pt', 'pt-BR'],
    ['pt-br', 'pt-BR'],
    ['fr, *;q=0.5', 'en'],
    ['de;q=0', 'en'],
    ['de;q=x', 'de'],
    ['<script>', 'en'],
    ['den', 'en'],
  ];
  for (const [value, language] of rows) {
    const response = await fetch(origin, { headers: { accept: 'text/plain', 'accept-language': value ?? 'fr' } });
    expect([value, response.headers.get('content-language'), /txt:404:([\w-]+)/.exec(await response.text())?.[1]]).toEqual([value, language, language]);
    expect(response.headers.get('vary')).toBe('Accept, Sec-Fetch-Dest, X-Requested-With, Accept-Language');
  }
});

it('sends another page of the status if the app has none in the format or the language', async () => {
  const { pages, ...others } = testPages({ languages: ['en', 'de'] });
  const some = pages.filter(({ format, status, language }) => (status === 404 ? format === 'html' : format !== 'md' || language === 'en'));
  const { origin } = await start({ pages: { ...others, pages: some }, site: '\terror /404 404\n\terror 403' });
  for (const [path, accept, type, language] of [
    ['/404', 'application/json', 'text/html; charset=utf-8', 'de'],
    ['/404', 'text/markdown', 'text/html; charset=utf-8', 'de'],
    ['/403', 'text/markdown', 'text/markdown; charset=utf-8', 'en'],
    ['/403', 'application/json', 'application/json; charset=utf-8', 'de'],
  ] as const) {
    const response = await fetch(origin + path, { headers: { accept, 'accept-language': 'de' } });
    expect([path, accept, response.headers.get('content-type'), response.headers.get('content-language')]).toEqual([path, accept, type, language]);
    expect(await response.text()).toContain(`:${path.slice(1)}:${language}`);
  }
});

const FIXED = [
  'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7',
  'application/json, text/plain, */*',
  '*/*;q=0.1',
  '*/*;q=0',
  'application/json;q=0',
  'application/json;q=0, application/hal+json',
  `${'a/b,'.repeat(2_000)}text/html`,
  `${'a/b,'.repeat(63)}text/html`,
  `${'a/b,'.repeat(64)}text/html`,
  `${'x'.repeat(4_100)}, text/html`,
];

function expectedType(headers: Readonly<Record<string, string>>): string {
  // Node and Go remove white space at the ends of a value.
  const request = { method: 'POST', header: (name: string) => headers[name]?.trim() } as Partial<IncomingRequest> as IncomingRequest;
  return negotiate(request, undefined)[0]?.mediaType ?? '';
}

async function ask(origin: string, headers: Readonly<Record<string, string>>): Promise<string> {
  const { request } = await import('node:http');
  return new Promise((resolve, reject) => {
    const sent = request(origin, { method: 'GET', headers }, (response) => {
      response.resume();
      resolve(String(response.headers['content-type']).split(';', 1)[0] as string);
    });
    sent.on('error', reject).end();
  });
}

/** The same numbers in each run, so that a failure can be repeated (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
