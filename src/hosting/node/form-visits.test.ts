import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { connect as connectHttp2, createServer as createHttp2Server } from 'node:http2';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { parseSetCookie } from 'cookie';
import { afterEach, describe, expect, it } from 'vitest';
import type { FlashOptions } from '../../core/settings/options.ts';
import { keep } from '../../forms/flash/keep.ts';
import type { Form } from '../../forms/page/form.ts';
import { memoryFlash } from '../../forms/stores/memory-flash.ts';
import { addCookies } from './add-cookies.ts';
import { defineForm, nodeVisits } from './form-visits.ts';
import { type NodeReply, NodeRequest } from './node-request.ts';
import { nodeSettings } from './node-settings.ts';

type Reply = ServerResponse & { form: Form };
const SECRET = { secret: 'a secret of the harbour, 123456789012' };

const open: { close(): unknown }[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

async function listening(server: { close(): unknown }): Promise<number> {
  open.push(server);
  await once((server as Server).listen(0, '127.0.0.1'), 'listening');
  return ((server as Server).address() as AddressInfo).port;
}

/** `POST` sends a message to the page of its own address. The handler answers every other request. */
function listener(flash: FlashOptions, handler: (reply: Reply) => unknown) {
  const { forms } = nodeSettings({ flash, logger: false, environment: 'production' });
  return (request: object, native: object): void => {
    const reply = native as Reply;
    const visits = nodeVisits(forms);
    defineForm(visits, reply, request);
    const handle = async (): Promise<unknown> => {
      if (reply.req.method !== 'POST') return handler(reply);
      const note = { to: reply.req.url ?? '/', bag: '', issues: [{ message: 'Enter your name.', path: ['name'] }], old: { boat: 'Petrel' }, messages: {} };
      addCookies(reply, await keep(forms.settings, new NodeRequest(reply), note));
      return reply.end();
    };
    visits.enter(reply as NodeReply, () => void handle());
  };
}

/** A browser: it sends requests and keeps cookies. */
async function browse(flash: FlashOptions, handler: (reply: Reply) => unknown) {
  const port = await listening(createServer(listener(flash, handler)));
  const cookies = new Map<string, string>();
  const ask = async (method: string, path: string, headers: Record<string, string> = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      redirect: 'manual',
      headers: { accept: 'text/html', 'sec-fetch-dest': 'document', ...(cookie === '' ? {} : { cookie }), ...headers, connection: 'close' },
    });
    for (const { name, value, maxAge } of response.headers.getSetCookie().map((field) => parseSetCookie(field)))
      maxAge === 0 ? cookies.delete(name) : cookies.set(name, value ?? '');
    return { status: response.status, headers: response.headers, body: await response.text() };
  };
  return { port, cookies, ask };
}

const page = (reply: Reply): unknown => reply.end(`${reply.form.errors.first('name')}|${reply.form.old('boat')}|${reply.form.flash('success')}`);
const FULL = 'Enter your name.|Petrel|';

describe.each<[string, () => FlashOptions]>([
  ['the sealed cookie', () => SECRET],
  ['a store', () => ({ store: memoryFlash() })],
])('a page on a Node server, with %s', (_, flash) => {
  it('has its message once, and is then not cacheable', async () => {
    const { ask, cookies } = await browse(flash(), (reply) => page(reply.setHeader('cache-control', 'public, max-age=60') as Reply));
    await ask('POST', '/signup');
    const first = await ask('GET', '/signup');
    expect([first.body, first.headers.get('cache-control'), cookies.size]).toEqual([FULL, 'private, no-store', 0]);
    const second = await ask('GET', '/signup');
    expect([second.body, second.headers.get('cache-control'), second.headers.getSetCookie()]).toEqual(['||', 'public, max-age=60', []]);
  });

  it('stays cacheable and sets no cookie if it does not read the form', async () => {
    const { ask, cookies } = await browse(flash(), (reply) => reply.setHeader('cache-control', 'public').end('tides'));
    await ask('POST', '/signup');
    const answer = await ask('GET', '/signup');
    expect([answer.headers.get('cache-control'), answer.headers.getSetCookie(), cookies.size]).toEqual(['public', [], 1]);
  });

  it('keeps the message if it redirects, fails, or answers a HEAD', async () => {
    let status = 302;
    const { ask } = await browse(flash(), (reply) => page(Object.assign(reply, { statusCode: status }).setHeader('location', '/signup') as Reply));
    await ask('POST', '/signup');
    await ask('GET', '/signup');
    status = 503;
    await ask('GET', '/signup');
    status = 200;
    await ask('HEAD', '/signup');
    expect((await ask('GET', '/signup')).body).toBe(FULL);
  });

  it('uses the message up, however the head is sent', async () => {
    const ways: ((reply: Reply, body: string) => unknown)[] = [
      (reply, body) => reply.writeHead(200, { 'set-cookie': 'sid=1', 'cache-control': 'public' }).end(body),
      (reply, body) => [reply.write(body), reply.end()],
      (reply, body) => [reply.flushHeaders(), reply.end(body)],
    ];
    for (const way of ways) {
      const { ask, cookies } = await browse(flash(), (reply) => way(reply, reply.form.errors.first('name')));
      await ask('POST', '/signup');
      const answer = await ask('GET', '/signup');
      expect([answer.body, answer.headers.get('cache-control'), [...cookies.keys()].filter((name) => name !== 'sid')]).toEqual([
        'Enter your name.',
        'private, no-store',
        [],
      ]);
    }
  });

  it('sends a message to the next page, wherever a redirect leads', async () => {
    const { ask } = await browse(flash(), (reply) => {
      if (reply.req.url !== '/book') return page(reply);
      reply.form.flash('success', 'Berth 12 is yours.');
      return reply.writeHead(303, { location: '/berths' }).end();
    });
    await ask('GET', '/book');
    expect((await ask('GET', '/elsewhere')).body).toBe('||');
    expect((await ask('GET', '/berths')).body).toBe('||Berth 12 is yours.');
    expect((await ask('GET', '/berths')).body).toBe('||');
  });
});

describe('a page on a Node server', () => {
  it('reaches the app at once if the request has no flash', () => {
    const { forms } = nodeSettings({ flash: SECRET, logger: false });
    let calls = 0;
    for (const cookie of [undefined, 'sid=1']) nodeVisits(forms).enter({ req: { headers: { cookie } } } as unknown as NodeReply, () => calls++);
    expect(calls).toBe(2);
  });

  it('keeps the message if the client disconnects while the answer is sent', async () => {
    const { ask, port, cookies } = await browse({ store: memoryFlash() }, (reply) => {
      if (reply.req.headers['x-impatient'] === undefined) return page(reply);
      // This is more than the network buffers at once.
      return reply.end(reply.form.errors.first('name') + 'x'.repeat(30_000_000));
    });
    await ask('POST', '/signup');
    const [[name, value] = []] = cookies;
    const socket = connect(port, '127.0.0.1').pause();
    socket.write(`GET /signup HTTP/1.1\r\nhost: x\r\nx-impatient: 1\r\naccept: text/html\r\ncookie: ${name}=${value}\r\n\r\n`);
    await new Promise((resolve) => setTimeout(resolve, 200));
    socket.destroy();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect((await ask('GET', '/signup')).body).toBe(FULL);
  });

  it('keeps the message if the client disconnects while the store is read', async () => {
    const kept = memoryFlash();
    const slow = {
      ...kept,
      take: (...args: Parameters<typeof kept.take>) => new Promise<string | undefined>((done) => setTimeout(() => done(kept.take(...args) as string), 100)),
    };
    const { ask, port, cookies } = await browse({ store: slow }, page);
    await ask('POST', '/signup');
    const [[name, value] = []] = cookies;
    const socket = connect(port, '127.0.0.1');
    socket.write(`GET /signup HTTP/1.1\r\nhost: x\r\naccept: text/html\r\ncookie: ${name}=${value}\r\n\r\n`);
    setTimeout(() => socket.destroy(), 40);
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect((await ask('GET', '/signup')).body).toBe(FULL);
  });

  it('is sent without its flash if the store does not answer, and has it later', async () => {
    const kept = memoryFlash();
    let up = false;
    const store = { ...kept, take: (...args: Parameters<typeof kept.take>) => (up ? kept.take(...args) : Promise.reject(new Error('down'))) };
    const { ask } = await browse({ store }, page);
    await ask('POST', '/signup');
    expect(await ask('GET', '/signup')).toMatchObject({ status: 200, body: '||' });
    up = true;
    expect((await ask('GET', '/signup')).body).toBe(FULL);
  });

  it('works over HTTP/2 too', async () => {
    const session = connectHttp2(`http://127.0.0.1:${await listening(createHttp2Server(listener({ store: memoryFlash() }, page)))}`);
    const ask = async (method: string, cookie: string) => {
      const stream = session.request({ ':path': '/signup', ':method': method, accept: 'text/html', ...(cookie === '' ? {} : { cookie }) }).end();
      const [headers] = await once(stream, 'response');
      return { cookies: headers['set-cookie'] as string[] | undefined, body: await text(stream) };
    };
    const { name, value } = parseSetCookie((await ask('POST', '')).cookies?.[0] ?? '');
    const answer = await ask('GET', `${name}=${value}`);
    expect([answer.body, parseSetCookie(answer.cookies?.[0] ?? '').maxAge]).toEqual([FULL, 0]);
    expect((await ask('GET', `${name}=${value}`)).body).toBe('||');
    session.close();
  });

  it('lets middleware set its own `form` and `flash`', async () => {
    const { ask } = await browse(SECRET, (reply) => {
      Object.assign(reply, { form: 'theirs' });
      Object.assign(reply.req, { flash: 'theirs too' });
      reply.end(`${reply.form} ${(reply.req as { flash?: unknown }).flash}`);
    });
    expect((await ask('GET', '/')).body).toBe('theirs theirs too');
  });
});
