import { Agent, request as httpRequest } from 'node:http';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testPages, useProxy } from './nginx-proxy.ts';

const start = useProxy();
const LANGUAGES = ['en', 'de', 'pt-BR', 'zh', 'zh-Hant-TW'];
const agent = new Agent({ keepAlive: true, maxSockets: 4 });

interface Page {
  readonly status: number | undefined;
  readonly language: string | undefined;
  readonly vary: string | undefined;
  readonly body: string;
}

function ask(origin: URL, list: string | undefined, accept = 'text/html'): Promise<Page> {
  return new Promise((resolve, reject) => {
    const headers = { accept, ...(list !== undefined && { 'accept-language': list }) };
    const request = httpRequest(origin, { headers, agent }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode, language: response.headers['content-language'], vary: response.headers.vary, body }));
    });
    request.on('error', reject).end();
  });
}

/** Lookup as RFC 4647 §3.4 describes it, for ranges with the quality values of RFC 9110. */
function lookup(list: string): string {
  const ranges = list.split(',').flatMap((item, place) => {
    const [tag = '', weight] = item.split(';').map((part) => part.trim().toLowerCase());
    return tag === '*' || tag === '' ? [] : [{ tag, place, quality: weight === undefined ? 1 : Number(weight.slice(2)) }];
  });
  for (const { tag, quality } of ranges.sort((a, b) => b.quality - a.quality || a.place - b.place)) {
    if (quality === 0) continue;
    for (let subtags = tag.split('-'); subtags.length > 0; subtags = subtags.slice(0, subtags.at(-2)?.length === 1 ? -2 : -1)) {
      const found = LANGUAGES.find((language) => language.toLowerCase() === subtags.join('-'));
      if (found !== undefined) return found;
    }
  }
  return 'en';
}

const tag = fc.constantFrom(
  'en',
  'en-GB',
  'de',
  'DE-at',
  'de-1996',
  'pt',
  'pt-br',
  'pt-BR-x-lisbon',
  'zh',
  'zh-Hant',
  'zh-Hant-TW',
  'zh-hant-tw-x-a',
  'fr',
  '*',
  'deu',
  'x-de',
);
const weight = fc.oneof(
  fc.constantFrom('', ';q=0', ';q=1.0', '; q=0.5'),
  fc.integer({ min: 1, max: 999 }).map((n) => `;q=0.${String(n).padStart(3, '0')}`),
);
/** A client sends its languages once each, the best first. Two ranges of one language with other values are the declared difference: the first one counts. */
const list = fc
  .uniqueArray(fc.tuple(tag, weight), {
    minLength: 1,
    maxLength: 6,
    selector: ([name]) => (name.toLowerCase().startsWith('zh-hant-tw') ? 'zh-hant-tw' : name.toLowerCase().split('-', 1)[0]),
  })
  .map((items) => items.map((item) => item.join('')).join(', '));

describe('the language that nginx chooses', () => {
  it('is the one that lookup finds, for any list', async () => {
    const { origin, nginx } = await start({ pages: testPages({ languages: LANGUAGES }), server: 'location / { return 404; }' });
    const differences: string[] = [];
    for (const sent of fc.sample(list, 1_000)) {
      const { language } = await ask(origin, sent);
      if (language !== lookup(sent)) differences.push(`${sent}: ${language}, not ${lookup(sent)}`);
    }
    expect(differences).toEqual([]);
    expect(nginx.printed).toBe('');
  });

  it('is in the file, in Content-Language and in Vary, for each format', async () => {
    const { origin } = await start({ pages: testPages({ languages: LANGUAGES }), server: 'location / { proxy_pass http://127.0.0.1:1; }' });
    for (const language of LANGUAGES) {
      for (const [accept, ending] of Object.entries({ 'text/html': 'html', 'application/json': 'json', 'text/markdown': 'md', 'text/plain': 'txt' })) {
        const page = await ask(origin, `${language}, en;q=0.5`, accept);
        expect(page).toMatchObject({ status: 502, language, vary: 'Accept, Sec-Fetch-Dest, X-Requested-With, Accept-Language' });
        expect(page.body).toContain(`${ending}:502:${language}`);
      }
    }
    expect((await ask(origin, undefined)).language).toBe('en');
  });

  it('is named if there is only one, and then nothing is chosen', async () => {
    const { origin } = await start({ pages: testPages({ languages: ['de'] }), server: 'location / { return 404; }' });
    expect(await ask(origin, 'en')).toMatchObject({ language: 'de', vary: 'Accept, Sec-Fetch-Dest, X-Requested-With' });
    const none = await start({ server: 'location / { return 404; }' });
    expect(await ask(none.origin, 'en')).toMatchObject({ language: undefined, vary: 'Accept, Sec-Fetch-Dest, X-Requested-With' });
  });
});
