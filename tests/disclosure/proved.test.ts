import type { Reply, Target } from 'halyard/conformance';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOSTS } from '../conformance/hosts.ts';
import { startHost } from '../conformance/start-host.ts';

const SECRET = 'S3CRET';
const JSON_CLIENT = { accept: 'application/json' };

/** The links in the log so far. */
function linksIn(target: Target): readonly string[] {
  return target.log().flatMap((line) => Array.from(line.matchAll(/https?:\/\/[\w.:]+\/\?halyard=[\w-]+/g), ([link]) => link));
}

async function failure(target: Target, headers: Readonly<Record<string, string>> = {}): Promise<string> {
  const { status, body } = await target.ask('/hostile?value=string', { headers: { ...JSON_CLIENT, ...headers } });
  expect(status).toBe(500);
  return body;
}

describe.each(HOSTS.filter(({ store }) => store === undefined))("disclose: 'proved' on $name", (row) => {
  let host: Awaited<ReturnType<typeof startHost>>;
  let target: Target;
  let key: string;
  let cookie: string;
  beforeAll(async () => {
    host = await startHost({ ...row, prepare: () => ({ ...row.prepare?.(), CONTROL_DISCLOSE: '"proved"' }) }, 'development');
    ({ target } = host);
  }, 180_000);
  afterAll(() => host.stop());

  it('shows nothing to a client on this machine that has not opened the link', async () => {
    expect(await failure(target)).not.toContain(SECRET);
  });

  it('logs the link once', async () => {
    await target.records('halyard=');
    expect(linksIn(target)).toHaveLength(1);
    const [link = ''] = linksIn(target);
    expect(link).toMatch(new RegExp(`^http://localhost:${target.origin.port}/\\?halyard=[\\w-]{43}$`));
    key = link.slice(-43);
  });

  it.each(['', 'x'.repeat(43), 'A'.repeat(44), '%00'])('handles a request with a wrong key like any other request: %j', async (wrong) => {
    const reply = await target.ask(`/plain?halyard=${wrong}`);
    expect([reply.status, reply.body, reply.cookies]).toEqual([200, 'plain', []]);
  });

  it('counts wrong keys in one line of the log', async () => {
    expect(await target.records('key is wrong')).toHaveLength(1);
  });

  it('accepts a key only in a GET request of a person', async () => {
    const asked: readonly Reply[] = await Promise.all([
      target.ask(`/plain?halyard=${key}`, { method: 'POST' }),
      target.ask(`/plain?halyard=${key}`, { headers: { 'sec-purpose': 'prefetch;prerender' } }),
      target.ask(`/plain?halyard=${key}`, { headers: { 'x-purpose': 'preview' } }),
    ]);
    expect(asked.map(({ status, cookies }) => [status, cookies])).toEqual([
      [200, []],
      [200, []],
      [200, []],
    ]);
  });

  it('exchanges the key for a cookie, and removes it from the address', async () => {
    const reply = await target.ask(`/respond?response=notFound&halyard=${key}&args=%5B%22x%22%5D`);
    expect([reply.status, reply.headers['location']]).toEqual([303, '/respond?response=notFound&args=%5B%22x%22%5D']);
    expect([reply.headers['cache-control'], reply.headers['referrer-policy']]).toEqual(['no-store', 'no-referrer']);
    expect(reply.cookies).toHaveLength(1);
    cookie = reply.cookies[0] as string;
    expect(cookie).toMatch(new RegExp(`^halyard-proof-${target.origin.port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`));
    expect(`${cookie}${reply.body}`).not.toContain(key);
  });

  it('shows errors in full to the browser that holds the cookie, through any proxy', async () => {
    const field = { cookie: `theme=dark; ${cookie.split(';', 1)[0]}; lang=en` };
    for (const headers of [
      {},
      { via: '1.1 proxy', 'x-forwarded-for': '203.0.113.9', host: 'dev.example' },
      { host: 'dev.example', origin: 'https://dev.example' },
      { 'sec-fetch-site': 'none' },
      { origin: 'null', 'sec-fetch-site': 'same-origin' },
      { origin: 'https://dev.example', referer: 'https://dev.example/orders', 'sec-fetch-site': 'same-origin' },
    ] as Readonly<Record<string, string>>[]) {
      expect(await failure(target, { ...field, ...headers })).toContain(SECRET);
    }
  });

  it('shows no error to a page of another origin, although the request carries the cookie', async () => {
    const field = { cookie: cookie.split(';', 1)[0] as string };
    for (const headers of [
      { origin: 'http://localhost:5173', 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
      { origin: 'http://localhost:5173' },
      { referer: 'http://localhost:5173/' },
      { origin: 'null' },
    ] as Readonly<Record<string, string>>[]) {
      expect(await failure(target, { ...field, ...headers })).not.toContain(SECRET);
    }
  });

  it('shows no error for a cookie that differs in one place', async () => {
    const [name = '', value = ''] = (cookie.split(';', 1)[0] as string).split('=');
    for (const wrong of [`${name}=`, `${name}=${key}`, `${name}=${value}x`, `${name}=${value.slice(1)}`, `x${name}=${value}`, `other=${value}`]) {
      expect(await failure(target, { cookie: wrong })).not.toContain(SECRET);
    }
    expect(await failure(target)).not.toContain(SECRET);
  });

  it('rejects the link a second time, and logs a new one', async () => {
    for (let i = 0; i < 2; i++) {
      const reply = await target.ask(`/plain?halyard=${key}`);
      expect([reply.status, reply.body, reply.cookies]).toEqual([200, 'plain', []]);
    }
    await target.records('counts once. A new one');
    const links = linksIn(target);
    expect(links).toHaveLength(2);
    expect(links[1]).not.toBe(links[0]);
    const again = await target.ask((links[1] as string).slice(target.origin.origin.length + 'localhost'.length - target.origin.hostname.length));
    expect([again.status, again.headers['location'], again.cookies]).toEqual([303, '/', [cookie]]);
  });

  it.each(['//evil.example/', '/\\evil.example/', '/a/../..//evil.example', '/%2e%2e//evil.example'])(
    'leads to no other origin, whatever the path: %s',
    async (path) => {
      await target.ask(`/plain?halyard=${linksIn(target).at(-1)?.slice(-43)}`);
      const [before] = linksIn(target).slice(-1);
      const reply = await target.ask(`${path}?halyard=${before?.slice(-43)}`);
      if (reply.status === 303) expect(reply.headers['location']).toMatch(/^\/(?![/\\])/);
      else expect(reply.cookies).toEqual([]);
    },
  );
});

describe.each(HOSTS.filter(({ name }) => ['Express 5', 'Fastify 5', 'Hono'].includes(name)))("disclose: 'proved' on $name in production", (row) => {
  it('is off: there is no link, and no client sees an error', async () => {
    const host = await startHost({ ...row, prepare: () => ({ ...row.prepare?.(), CONTROL_DISCLOSE: '"proved"' }) }, 'production');
    try {
      expect(await failure(host.target)).not.toContain(SECRET);
      expect(await host.target.records('count in development only')).toHaveLength(1);
      expect(host.target.log().join('\n')).not.toContain('halyard=');
    } finally {
      await host.stop();
    }
  });
});

describe('disclose: { key }, for several processes or many restarts', () => {
  const row = HOSTS.find(({ name }) => name === 'Express 5') as (typeof HOSTS)[number];
  const withKey = { ...row, prepare: () => ({ CONTROL_DISCLOSE: JSON.stringify({ key: 'a key of the developer, in no repository' }) }) };

  it('accepts the same link and the same cookie in each process with the same port', async () => {
    const first = await startHost(withKey, 'development');
    await failure(first.target);
    const [link = ''] = linksIn(first.target);
    const { cookies } = await first.target.ask(`/plain?halyard=${link.slice(-43)}`);
    const { port } = first.target.origin;
    await first.stop();
    const second = await startHost({ ...withKey, prepare: () => ({ ...withKey.prepare(), PORT: port }) }, 'development');
    try {
      expect(await failure(second.target, { cookie: cookies[0]?.split(';', 1)[0] as string })).toContain(SECRET);
      expect(linksIn(second.target)).toEqual([link]);
    } finally {
      await second.stop();
    }
  });

  it('has another link and another cookie on another port', async () => {
    const hosts = [await startHost(withKey, 'development'), await startHost(withKey, 'development')];
    try {
      for (const { target } of hosts) await failure(target);
      const [one, other] = hosts.map(({ target }) => linksIn(target)[0]?.slice(-43));
      expect(one).not.toBe(other);
      expect((await hosts[1]?.target.ask(`/plain?halyard=${one}`))?.cookies).toEqual([]);
    } finally {
      await Promise.all(hosts.map(({ stop }) => stop()));
    }
  });
});
