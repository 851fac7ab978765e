import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Visitor, visit } from '../support/visitor.ts';
import { honoApp, type Load, TOKEN_APPS } from './csrf-apps.ts';

const { ensureInstalled } = (await import(new URL('../../scripts/separate-install.mjs', import.meta.url).href)) as {
  ensureInstalled(name: string, wanted: { manifest: object }): string;
};
const manifest = JSON.parse(readFileSync(new URL('csrf.json', import.meta.url), 'utf8')) as object;

let load: Load;
beforeAll(() => {
  load = createRequire(`${ensureInstalled('csrf', { manifest })}/package.json`);
}, 600_000);

const PAGE = '/account/orders';
const EXPIRED = 'This form has expired. Please send it again.';
const TYPED = { story: 'A long story', password: 'opensesame' };
const CAME_BACK = { errors: [EXPIRED], story: TYPED.story, password: '', csrf: '' };

async function tokenIn(visitor: Visitor): Promise<string> {
  return JSON.parse((await visitor.open(PAGE)).text).token as string;
}

describe.each(TOKEN_APPS)('%s', (_, start) => {
  const opened = async (): Promise<readonly [visitor: Visitor, token: string]> => {
    const visitor = await visit(await start(load));
    return [visitor, await tokenIn(visitor)];
  };

  it.each<[string, (visitor: Visitor) => Record<string, string>]>([
    ['with a Referer', ({ origin }) => ({ referer: `${origin}${PAGE}` })],
    ['without a Referer', () => ({})],
  ])('sends the form back with its text and the reason, after the session was lost, %s', async (_way, headersOf) => {
    const [visitor, token] = await opened();
    visitor.cookies.clear();
    const sent = await visitor.send(PAGE, { _csrf: token, ...TYPED }, headersOf(visitor));
    expect([sent.status, sent.headers.get('location')]).toEqual([303, PAGE]);
    const shown = JSON.parse((await visitor.open(PAGE)).text);
    expect(shown).toEqual({ token: expect.any(String), ...CAME_BACK });
    expect(await visitor.send(PAGE, { _csrf: shown.token, ...TYPED })).toMatchObject({ status: 200, text: 'ordered' });
    expect(JSON.parse((await visitor.open(PAGE)).text)).toMatchObject({ errors: [], story: '' });
  });

  it.each(['wrong', ''])('sends the form back for the token "%s", also the second time', async (token) => {
    const [visitor] = await opened();
    for (const story of ['One', 'Two']) {
      expect((await visitor.send(PAGE, { _csrf: token, ...TYPED, story })).status).toBe(303);
      expect(JSON.parse((await visitor.open(PAGE)).text)).toMatchObject({ ...CAME_BACK, story });
    }
  });

  it('answers a program with a problem document', async () => {
    const [visitor] = await opened();
    const program = { accept: '*/*', 'sec-fetch-site': '', 'sec-fetch-mode': '', 'sec-fetch-dest': '' };
    const { status, headers, text } = await visitor.send(PAGE, { _csrf: 'wrong', ...TYPED }, program);
    expect([status, headers.get('content-type')]).toEqual([403, 'application/problem+json']);
    expect(JSON.parse(text)).toMatchObject({ status: 403, title: 'Forbidden', detail: EXPIRED });
    expect(text).not.toContain('story');
  });
});

describe('csrf() of Hono', () => {
  it('lets a form of this origin through, and refuses another in place without storing anything', async () => {
    const visitor = await visit(honoApp());
    expect(await visitor.send(PAGE, TYPED)).toMatchObject({ status: 200, text: 'ordered' });
    const foreign = await visitor.send(PAGE, TYPED, { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' });
    expect([foreign.status, foreign.headers.get('content-type'), foreign.headers.getSetCookie()]).toEqual([403, 'text/html; charset=utf-8', []]);
    expect(foreign.text).toContain(`href="${PAGE}"`);
    expect(foreign.text).not.toMatch(/A long story|opensesame/);
  });

  it('answers a program with a problem document', async () => {
    const visitor = await visit(honoApp());
    const headers = { accept: '*/*', 'sec-fetch-site': '', 'sec-fetch-mode': '', 'sec-fetch-dest': '' };
    const { status, text, headers: sent } = await visitor.send(PAGE, TYPED, headers);
    expect([status, sent.get('content-type')]).toEqual([403, 'application/problem+json']);
    expect(JSON.parse(text)).toMatchObject({ status: 403, title: 'Forbidden' });
  });
});
