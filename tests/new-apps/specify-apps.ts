import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOSTS } from '../../src/cli/new/hosts/index.ts';
import * as responses from '../../src/core/responses/index.ts';
import { NewApps } from './new-apps.ts';

const BROWSER = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
const PROGRAM = { accept: 'application/json' };

/** Specifies the apps that `halyard new` makes for a host, in each language that the host has. */
export function specifyApps(host: keyof typeof HOSTS): void {
  const languages = HOSTS[host]?.languages ?? [];
  const first = languages[0] ?? 'ts';
  let apps: NewApps;
  beforeAll(() => {
    apps = new NewApps(host);
    for (const language of languages) expect(apps.make(language)).toMatchObject({ code: 0 });
    apps.install(first);
    for (const language of languages.slice(1)) apps.share(first, language);
  }, 300_000);
  afterAll(() => apps?.remove(), 60_000);

  describe.each(languages)(`halyard new --host ${host}, in %s`, (language) => {
    it('has all responses as files', () => {
      const files = readdirSync(join(apps.folder, language, 'api/responses'));
      expect(files.map((file) => file.replace(/\.[jt]s$/, '')).sort()).toEqual(Object.keys(responses).sort());
    });

    if (language === 'ts')
      it('compiles', async () => {
        expect(await apps.script(language, 'typecheck')).toEqual({ code: 0, output: '' });
      }, 60_000);

    it('passes its own tests', async () => {
      const { code, output } = await apps.script(language, 'test');
      expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('# pass 7\n# fail 0\n') });
    }, 120_000);

    it('has no finding in its drill', async () => {
      const { code, output } = await apps.script(language, 'drill');
      expect({ code, output }).toEqual({ code: 0, output: expect.stringMatching(/\d{3} answers, 0 findings/) });
    }, 120_000);

    it('starts, gives each client its answer, and stops', async () => {
      const app = await apps.start(language);
      try {
        await expectAnswers(app.url);
      } finally {
        expect(await app.stop()).toBe(0);
      }
      expect(app.output.match(/"level":"(?:error|warn)"|\b(?:error|warn):/g)).toBeNull();
    }, 120_000);
  });
}

/** What a browser and a program get in production. */
async function expectAnswers(url: string): Promise<void> {
  const page = await ask(url, { headers: BROWSER });
  expect(page).toMatchObject({ status: 200, type: 'text/html; charset=utf-8', text: expect.stringContaining('<form method="post"') });
  const lost = await ask(`${url}/no/such/page`, { headers: BROWSER });
  expect(lost).toMatchObject({ status: 404, text: expect.stringContaining('<h1>Page not found</h1>') });
  const problem = await ask(`${url}/messages/99`, { headers: PROGRAM });
  expect({ ...problem, text: JSON.parse(problem.text) }).toMatchObject({ status: 404, text: { detail: 'There is no such message.' } });
  const post = { method: 'POST', redirect: 'manual' } as const;
  const form = await fetch(`${url}/messages`, {
    ...post,
    headers: { ...BROWSER, origin: url, referer: `${url}/` },
    body: new URLSearchParams({ name: 'Ada <b>' }),
  });
  expect([form.status, new URL(form.headers.get('location') ?? '', url).pathname]).toEqual([303, '/']);
  const cookie = form.headers
    .getSetCookie()
    .map((field) => field.split(';', 1)[0])
    .join('; ');
  const again = await ask(url, { headers: { ...BROWSER, cookie } });
  expect(again.text).toMatch(/Write a message of at most 500 letters[\s\S]*value="Ada &lt;b&gt;"/);
  const json = { ...PROGRAM, 'content-type': 'application/json' };
  expect(await ask(`${url}/messages`, { ...post, headers: json, body: '{"name":"Ada"}' })).toMatchObject({ status: 400 });
  for (const body of ['null', '[]', '7']) expect(await ask(`${url}/messages`, { ...post, headers: json, body })).toMatchObject({ status: 400 });
  expect(await ask(`${url}/messages`, { ...post, headers: json, body: '{"name":' })).toMatchObject({ status: 400 });
  expect(await ask(`${url}/messages`, { ...post, headers: json, body: JSON.stringify({ name: 'x'.repeat(200_000) }) })).toMatchObject({
    status: expect.toBeOneOf([400, 413]),
  });
  expect(await ask(`${url}/messages`, { ...post, headers: json, body: '{"name":"Ada","text":"Hi"}' })).toMatchObject({ status: 201 });
}

async function ask(url: string, init: RequestInit) {
  const answer = await fetch(url, init);
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
}
