import { expect, it } from 'vitest';
import { pageWith } from '../../src/export/model/error-page.ts';
import { example } from '../drill/drilled.ts';
import { useCaddy } from './caddy-server.ts';
import { exportPages } from './exported.ts';

const start = useCaddy();
const ACCEPTS = { html: 'text/html', json: 'application/problem+json', 'problem.json': 'application/problem+json', md: 'text/markdown', txt: 'text/plain' };

it('sends each answer of an app as it was exported, with the reference of the request', async () => {
  const { pages } = await exportPages(example('express/app.js'));
  const { origin } = await start({ pages, site: '\t@declared path_regexp status ^/(\\d+)$\n\terror @declared "declared" {http.regexp.status.1}' });
  expect(pages.pages).toHaveLength(56);
  for (const page of pages.pages) {
    const response = await fetch(`${origin}/${page.status}`, { method: 'POST', headers: { accept: ACCEPTS[page.format] } });
    const reference = response.headers.get('error-reference') ?? '';
    expect([response.status, response.headers.get('content-type')]).toEqual([page.status, page.contentType]);
    expect(await response.text()).toBe(pageWith(page, reference));
    // A page of the app without a policy gets none. A policy that does not know its style sheet would hide it.
    expect(response.headers.get('content-security-policy')).toBe(page.policy ?? (page.format === 'html' ? null : "default-src 'none'; frame-ancestors 'none'"));
  }
}, 60_000);
