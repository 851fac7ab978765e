import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { askHttp1 } from 'halyard/conformance';
import { describe, expect, it } from 'vitest';
import type { ErrorPages } from '../../src/export/model/error-page.ts';
import { testPages, useProxy } from './nginx-proxy.ts';

const start = useProxy();

/** Texts that a view of an app may have. `<!--#` starts a command of server-side includes. */
const TEXTS: readonly string[] = [
  '<!--# echo var="request_uri" encoding="none" -->',
  '<!--#include virtual="/secret" -->',
  '<!--# set var="request_id" value="planted" -->',
  '<!--# if expr="$remote_addr" -->shown<!--# endif -->',
  '<!--# block name="a" -->b<!--# endblock -->',
  '<!--# exec cmd="id" -->',
  '<!--# nonsense',
  '<!--#',
  '<<!--#<!--#-->',
  '<!--<!--#-->-->',
  '<!-- a comment --><!--[if IE]>',
  '$request_id $halyard_format $uri \\n %s',
  'Größe – 大小 😀',
  '\u0000\u0001',
];
/** What may stand directly before and after the reference. */
const EDGES = ['', '<', '<!', '<!-', '<!--', '<!--#', '#', '-->', '->', '>', '" -->'];

function pagesOf(parts: readonly string[]): ErrorPages {
  const { pages, ...rest } = testPages();
  return { ...rest, pages: pages.map((page) => ({ ...page, parts })) };
}

describe('a page that nginx joins', () => {
  const ACCEPTS = ['text/html', 'application/json', 'text/plain', 'text/markdown'];
  const server = 'location / { proxy_pass http://127.0.0.1:1; } location /secret { return 200 "SECRET"; }';

  it.each(TEXTS)('has the text %j as it is, and runs nothing', async (text) => {
    const { origin } = await start({ pages: pagesOf([`a${text}b`, `c${text}`]), server });
    for (const accept of ACCEPTS) {
      const { body, headers } = await askHttp1(origin, '/<!--#x-->?<!--#echo(var)-->', { headers: { accept } });
      expect(body).toBe(`a${text}b${headers['error-reference']}c${text}`);
    }
  });

  it('has each text around the reference as it is', async () => {
    const parts = EDGES.flatMap((before) => EDGES.map((after) => [before, after] as const));
    const pages = pagesOf(parts.flatMap(([before, after], index) => (index === 0 ? [before, after] : [`\n${before}`, after])));
    const { origin, nginx } = await start({ pages, server });
    const { body, headers } = await askHttp1(origin, '/', { headers: { accept: 'text/html' } });
    expect(body).toBe(pages.pages[0]?.parts.join(headers['error-reference']));
    expect(nginx.printed.replaceAll(/^.*connect\(\) failed.*\n/gm, '')).toBe('');
  });

  it('may be large', async () => {
    const text = `<p>${'line <!--# of a page\n'.repeat(20_000)}`;
    const { origin } = await start({ pages: pagesOf([text, text]), server });
    const { body, headers } = await askHttp1(origin, '/', { headers: { accept: 'text/html' } });
    expect(body === text + headers['error-reference'] + text).toBe(true);
  });

  it('runs no command outside of the place of the pages', async () => {
    const { nginx, origin } = await start({ server: (files) => `location / { alias ${files}/; }` });
    writeFileSync(join(nginx.folder, 'errors/own.html'), '<!--# echo var="request_id" -->');
    expect((await askHttp1(origin, '/own.html')).body).toBe('<!--# echo var="request_id" -->');
  });
});
