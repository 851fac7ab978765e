import { once } from 'node:events';
import { connect as connectHttp2, createServer as createHttp2Server } from 'node:http2';
import { text } from 'node:stream/consumers';
import { parseSetCookie } from 'cookie';
import { describe, expect, it } from 'vitest';
import { browse, FULL, listener, listening, page, type Reply, SECRET } from '../../../tests/support/form-pages.ts';
import type { FlashOptions } from '../../core/settings/form-options.ts';
import { memoryFlash } from '../../forms/stores/memory-flash.ts';
import { nodeVisits } from './form-visits.ts';
import type { NodeReply } from './node-request.ts';
import { nodeSettings } from './node-settings.ts';

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
