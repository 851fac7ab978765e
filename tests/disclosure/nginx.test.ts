import { askHttp1 } from 'halyard/conformance';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOSTS } from '../conformance/hosts.ts';
import { startHost } from '../conformance/start-host.ts';
import { type NginxServer, useNginx } from './nginx-server.ts';

const SECRET = 'S3CRET';
const start = useNginx();

/** Common ways to run an app behind nginx, from its own guides and from other guides. */
const CONFIGURATIONS: Readonly<Record<string, (port: string) => { readonly location: string; readonly http?: string }>> = {
  'proxy_pass alone': (port) => ({ location: `proxy_pass http://127.0.0.1:${port};` }),
  'keep-alive to an upstream by its own name': (port) => ({
    http: `upstream backend { server 127.0.0.1:${port}; keepalive 8; }`,
    location: 'proxy_pass http://backend; proxy_http_version 1.1; proxy_set_header Connection "";',
  }),
  "Connection 'upgrade' for WebSockets, with the client's Host": (port) => ({
    location: `proxy_pass http://127.0.0.1:${port}; proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection 'upgrade'; proxy_set_header Host $host; proxy_cache_bypass $http_upgrade;`,
  }),
  "Connection 'upgrade' for WebSockets, with nginx's Host": (port) => ({
    location: `proxy_pass http://127.0.0.1:${port}; proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection 'upgrade';`,
  }),
  'the full set of X-Forwarded fields': (port) => ({
    location: `proxy_pass http://127.0.0.1:${port}; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header X-Real-IP $remote_addr; proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; proxy_set_header X-Forwarded-Proto $scheme; proxy_set_header X-Forwarded-Host $host;`,
  }),
  'Host $host': (port) => ({
    location: `proxy_pass http://127.0.0.1:${port}; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Host $host;`,
  }),
  'Host $http_host': (port) => ({
    location: `proxy_pass http://127.0.0.1:${port}; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Host $http_host;`,
  }),
  'one field of a proxy that nginx adds': (port) => ({
    location: `proxy_pass http://127.0.0.1:${port}; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header X-Request-Start "t=$msec";`,
  }),
};

/** Host values that an attacker may send who knows the port on which the app listens behind nginx. */
const hostsFor = (app: string, nginx: number): readonly string[] => [
  'dev.example',
  'localhost',
  '127.0.0.1',
  '[::1]',
  `localhost:${nginx}`,
  ...['localhost', '127.0.0.1', 'x.localhost', '[::1]'].map((name) => `${name}:${app}`),
];
const CLIENTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  curl: {},
  'curl that offers an upgrade': { connection: 'upgrade', upgrade: 'h2c' },
  'what looks like the start of a WebSocket': {
    connection: 'upgrade',
    upgrade: 'websocket',
    'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
    'sec-websocket-version': '13',
  },
  'a browser': { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' },
};

/** Two hosts are enough: the conformance requirements cover what the others read of a request. */
describe.each(HOSTS.filter(({ name }) => ['Express 5', 'Hono'].includes(name)))('an app in development on $name behind nginx', (row) => {
  let app: Awaited<ReturnType<typeof startHost>>;
  let proved: Awaited<ReturnType<typeof startHost>>;
  beforeAll(async () => {
    app = await startHost(row, 'development');
    proved = await startHost({ ...row, prepare: () => ({ CONTROL_DISCLOSE: '"proved"' }) }, 'development');
  });
  afterAll(() => Promise.all([app.stop(), proved.stop()]));

  it('shows its errors to a developer who sends requests without nginx', async () => {
    expect((await app.target.ask('/hostile?value=string')).body).toContain(SECRET);
  });

  /** The answers that a stranger gets, by the Host that the stranger sends. Without a recognised Host, nginx's own requests look the same. */
  async function answersThrough(nginx: NginxServer, port: string): Promise<Readonly<Record<string, string>>> {
    const answers: Record<string, string> = {};
    for (const host of hostsFor(port, nginx.port)) {
      for (const [client, headers] of Object.entries(CLIENTS)) {
        const origin = new URL(`http://127.0.0.1:${nginx.port}`);
        const { status, body } = await askHttp1(origin, '/hostile?value=string', { headers: { accept: 'application/json', host, ...headers } });
        expect(status).toBe(500);
        answers[`${client}, Host ${host}`] = body;
      }
    }
    return answers;
  }
  const shownIn = (answers: Readonly<Record<string, string>>): readonly string[] => Object.keys(answers).filter((asked) => answers[asked]?.includes(SECRET));

  const TELLTALE = Object.entries(CONFIGURATIONS).filter(([name]) => name !== 'Host $http_host');
  it.each(TELLTALE)('shows no error to a stranger: %s', async (_, configured) => {
    const { port } = app.target.origin;
    expect(shownIn(await answersThrough(await start(configured(port)), port))).toEqual([]);
  });

  /** The limits of `local`, from docs/disclosure.md: a proxy that leaves no trace. If a limit disappears, the page has to change, too. */
  it.each<[string, (port: string) => { readonly location: string }]>([
    [
      'keep-alive to an upstream by its address, which is then the Host',
      (port) => ({ location: `proxy_pass http://127.0.0.1:${port}; proxy_http_version 1.1; proxy_set_header Connection "";` }),
    ],
    ["Host $http_host, when the stranger knows the app's port", CONFIGURATIONS['Host $http_host'] as never],
  ])('shows its errors to a stranger with `local`, and not with `proved`: %s', async (_, configured) => {
    const [local, safe] = [app.target.origin.port, proved.target.origin.port];
    const shown = shownIn(await answersThrough(await start(configured(local)), local));
    expect(shown.length).toBeGreaterThan(0);
    if (configured === CONFIGURATIONS['Host $http_host']) for (const asked of shown) expect(asked).toMatch(new RegExp(`:${local}$`));
    expect(shownIn(await answersThrough(await start(configured(safe)), safe))).toEqual([]);
  });

  it.each(Object.entries(CONFIGURATIONS))('shows its errors to the browser with the cookie through nginx: %s', async (_, configured) => {
    const { target } = proved;
    await target.ask('/hostile?value=string');
    // Each use of the old link logs the next one, which is unused.
    const links = async (): Promise<readonly string[]> =>
      (await target.records('halyard=')).flatMap((record) => Array.from(JSON.stringify(record).matchAll(/halyard=([\w-]{43})/g), ([, key]) => key as string));
    const nginx = await start(configured(target.origin.port));
    const origin = new URL(`http://127.0.0.1:${nginx.port}`);
    const browser = { host: `dev.example:${nginx.port}`, 'sec-fetch-site': 'none' };
    let opened = await askHttp1(origin, `/plain?halyard=${(await links()).at(-1)}`, { headers: browser });
    if (opened.status !== 303) opened = await askHttp1(origin, `/plain?halyard=${(await links()).at(-1)}`, { headers: browser });
    expect([opened.status, opened.headers['location']]).toEqual([303, '/plain']);
    const cookie = opened.cookies[0]?.split(';', 1)[0] as string;
    const ask = async (headers: Readonly<Record<string, string>>): Promise<string> =>
      (await askHttp1(origin, '/hostile?value=string', { headers: { accept: 'application/json', ...browser, ...headers } })).body;
    expect(await ask({ cookie })).toContain(SECRET);
    expect(await ask({ cookie, 'sec-fetch-site': 'same-site', origin: 'http://other.dev.example' })).not.toContain(SECRET);
    expect(await ask({})).not.toContain(SECRET);
  });
});
