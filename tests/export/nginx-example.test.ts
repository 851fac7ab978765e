import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { askHttp1 } from 'halyard/conformance';
import { describe, expect, it, vi } from 'vitest';
import { type ErrorPages, pageWith } from '../../src/export/model/error-page.ts';
import { target } from '../../src/export/targets/nginx.ts';
import { useNginxWith } from '../disclosure/nginx-server.ts';
import { example } from '../drill/drilled.ts';
import { exportPages } from './exported.ts';
import { startApp, testPages, useProxy } from './nginx-proxy.ts';

const run = useNginxWith();
const start = useProxy();
const ACCEPTS = { html: 'text/html', json: 'application/problem+json', md: 'text/markdown', txt: 'text/plain' } as const;

/** Runs the generated `example.conf`. Only the places of this machine are changed: the port and the log. */
function runExample(pages: ErrorPages, upstream: string): ReturnType<typeof run> {
  return run((port, base) => {
    const folder = join(base, 'with a space');
    const files = target.files(pages, { upstream, folder, retryAfter: 60, maintenanceFile: join(base, 'down') });
    for (const { path, content } of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content.replace('listen 80 ', `listen 127.0.0.1:${port} `).replace('/var/log/nginx/access.log', `${base}/access.log`));
    }
    return `include "${folder}/example.conf";`;
  });
}

describe('example.conf', () => {
  it('is a whole server that answers with the exported pages of an app, in each format', async () => {
    const { pages } = await exportPages(example('express/app.js'), { statuses: [404, 502, 503], languages: ['en'] });
    const app = await startApp();
    const nginx = await runExample(pages, app.origin.href);
    const origin = new URL(`http://127.0.0.1:${nginx.port}`);
    expect((await askHttp1(origin, '/')).body).toBe('ahoy');
    // The app logs the id of nginx, which is in the access log, and not the one of the client.
    await askHttp1(origin, '/fails', { headers: { 'x-request-id': 'of-the-client' } });
    const logged = await vi.waitFor(() => /"requestId":"(\w{32})"/.exec(app.lines.join('\n'))?.[1] ?? expect.fail('no requestId'));
    await vi.waitFor(() => expect(readFileSync(join(nginx.folder, 'access.log'), 'utf8')).toMatch(new RegExp(`/fails .* reference=${logged} `)));
    await app.stop();
    for (const status of [502, 503]) {
      if (status === 503) writeFileSync(join(nginx.folder, 'down'), '{}');
      for (const [format, accept] of Object.entries(ACCEPTS)) {
        const { body, ...reply } = await askHttp1(origin, '/', { method: 'POST', headers: { accept } });
        const page = pages.pages.find((one) => one.status === status && one.format === format) as ErrorPages['pages'][number];
        expect([reply.status, reply.headers['content-type'], reply.headers['retry-after']]).toEqual([status, page.contentType, '60']);
        expect(body).toBe(pageWith(page, reply.headers['error-reference'] as string));
        expect(page.parts.length).toBeGreaterThan(1);
      }
    }
    expect(nginx.printed.replaceAll(/^.*connect\(\) failed.*\n/gm, '')).toBe('');
  }, 60_000);

  it('is the same each time, and small', async () => {
    const options = { upstream: 'http://127.0.0.1:1337', folder: '/etc/nginx/errors', retryAfter: 30, maintenanceFile: undefined };
    const files = target.files(testPages(), options);
    expect(target.files(testPages(), options)).toEqual(files);
    const configuration = files.filter(({ path }) => !path.startsWith('pages/')).reduce((length, { content }) => length + content.length, 0);
    expect(configuration).toBeLessThan(24_000);
  });
});

describe('an export that is not whole', () => {
  it('answers with another page of the app where one is missing, and with the page of nginx where there is none', async () => {
    const all = testPages({ languages: ['en', 'de'] });
    const isMissing = ({ status, format, language }: ErrorPages['pages'][number]): boolean =>
      (status === 404 && format !== 'html') || (status === 503 && format === 'html' && language === 'de') || status === 403;
    const { origin, nginx } = await start({
      pages: { ...all, pages: all.pages.filter((page) => !isMissing(page)) },
      server: 'location / { return 404; } location /503 { return 503; } location /403 { return 403; } location /502 { return 502; }',
    });
    const ask = async (path: string, accept: string): Promise<string> => {
      const { status, headers, body } = await askHttp1(origin, path, { headers: { accept, 'accept-language': 'de' } });
      return `${status} ${headers['content-type']} ${/\w+:\d+:\w+/.exec(body)?.[0] ?? body.slice(0, 6)}`;
    };
    for (const accept of Object.values(ACCEPTS)) expect(await ask('/', accept)).toBe('404 text/html; charset=utf-8 html:404:de');
    expect(await ask('/503', 'text/html')).toBe('503 application/problem+json json:503:de');
    expect(await ask('/503', 'text/plain')).toBe('503 text/plain; charset=utf-8 txt:503:de');
    expect(await ask('/502', 'text/html')).toBe('502 text/html; charset=utf-8 html:502:de');
    expect(await ask('/403', 'text/html')).toBe('403 text/html <html>');
    expect(nginx.printed).toBe('');
  });

  it('may have one status, and many languages', async () => {
    const languages = Array.from({ length: 40 }, (_, index) => `x${String.fromCharCode(97 + Math.floor(index / 26), 97 + (index % 26))}-Latn-Variant`);
    const all = testPages({ languages });
    const pages = { ...all, statuses: [502], pages: all.pages.filter(({ status }) => status === 502) };
    const { origin, nginx } = await start({ pages, server: 'location / { return 502; }' });
    expect((await askHttp1(origin, '/', { headers: { accept: 'text/html', 'accept-language': languages[30] as string } })).body).toContain(
      `html:502:${languages[30]}`,
    );
    expect(nginx.printed).toBe('');
  });
});
