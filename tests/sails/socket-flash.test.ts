import { describe, expect, it } from 'vitest';
import { ask, BROWSER, PROGRAM } from './clients.ts';
import { useSails } from './lifted-app.ts';
import type { Mode } from './sails-app.ts';
import { SocketClient } from './socket-client.ts';

const MODES: readonly Mode[] = ['development', 'production'];

const FILES = {
  'config/routes.js': `module.exports.routes = {
  'GET /ok': (req, res) => res.ok(),
  'POST /order': (req, res) => {
    const count = req.flash('success', 'Order %s is on its way.', req.body.id);
    res.form.flash('info', 'We send a mail.');
    return res.json({ count });
  },
  'POST /take': (req, res) => res.json({ success: req.flash('success'), all: req.flash(), again: req.flash('success') }),
  'GET /form': (req, res) => res.json({ errors: res.form.errors.length, old: res.form.old('boat'), info: res.form.flash('info'), title: res.form.title('Order') }),
  'GET /orders': (req, res) => res.view('pages/orders'),
  'GET /silent': (req, res) => res.view('pages/silent'),
  'GET /read': (req, res) => res.send('<p>' + req.flash('success').join() + '|' + req.flash('info') + '|' + req.flash('success').length + '</p>'),
  'GET /moved': (req, res) => res.redirect('/orders'),
};`,
  'views/pages/orders.ejs': '<ul><% for (const kind of ["success", "info"]) for (const text of flash(kind)) { %><li><%= kind %>: <%= text %></li><% } %></ul>',
  'views/pages/silent.ejs': '<p>Nothing to see</p>',
};

describe.each(MODES)('req.flash() in a request over a socket, in %s', (mode) => {
  const sails = useSails(mode, { files: FILES });

  /** A browser that has opened a page, and its socket. */
  async function visitor(): Promise<{ socket: SocketClient; page: (path: string, headers?: object) => ReturnType<typeof ask> }> {
    const first = await ask(`${sails().origin}/silent`, { headers: BROWSER });
    const cookie = [first.headers['set-cookie']]
      .flat()
      .map((field) => String(field).split(';', 1)[0])
      .join('; ');
    const socket = await SocketClient.connect(sails().origin, { cookie });
    return { socket, page: (path, headers = BROWSER) => ask(sails().origin + path, { headers: { ...headers, cookie } }) };
  }
  const order = (socket: SocketClient, id = 7) => socket.ask('/order', { method: 'post', data: { id } });

  it('leaves messages for the next page that the browser opens, once', async () => {
    const { socket, page } = await visitor();
    expect((await order(socket)).body).toEqual({ count: 1 });
    const shown = await page('/orders');
    expect(shown.text).toContain('<li>success: Order 7 is on its way.</li><li>info: We send a mail.</li>');
    expect(shown.headers['cache-control']).toBe('private, no-store');
    expect((await page('/orders')).text).not.toContain('<li>');
    socket.close();
  });

  it('keeps them over a redirect, a page that does not show them, a program and a prefetch', async () => {
    const { socket, page } = await visitor();
    await order(socket);
    for (const path of ['/moved', '/silent']) await page(path);
    await page('/orders', PROGRAM);
    await page('/orders', { ...BROWSER, 'sec-purpose': 'prefetch' });
    expect((await page('/orders')).text).toContain('Order 7');
    socket.close();
  });

  it('shows them to no other visitor', async () => {
    const [ann, ben] = [await visitor(), await visitor()];
    await order(ann.socket);
    expect((await ben.page('/orders')).text).not.toContain('<li>');
    expect((await ann.page('/orders')).text).toContain('Order 7');
    ann.socket.close();
    ben.socket.close();
  });

  it('gives them to an action of the next page, too', async () => {
    const { socket, page } = await visitor();
    await order(socket);
    expect((await page('/read')).text).toBe('<p>Order 7 is on its way.|We send a mail.|0</p>');
    socket.close();
  });

  it('takes them in a later request over the socket', async () => {
    const { socket, page } = await visitor();
    await order(socket, 1);
    expect((await order(socket, 2)).body).toEqual({ count: 2 });
    expect((await socket.ask('/take', { method: 'post' })).body).toEqual({
      success: ['Order 1 is on its way.', 'Order 2 is on its way.'],
      all: { info: ['We send a mail.', 'We send a mail.'] },
      again: [],
    });
    expect((await page('/orders')).text).not.toContain('<li>');
    socket.close();
  });

  it('has a res.form without errors and submitted values, because a socket has no page', async () => {
    const { socket } = await visitor();
    expect((await socket.ask('/form')).body).toEqual({ errors: 0, old: '', info: [], title: 'Order' });
    socket.close();
  });
});

describe('an app without sessions', () => {
  const sails = useSails('production', { files: FILES, settings: { hooks__session: 'false' } });

  it('drops a message over a socket, and logs that once', async () => {
    const socket = await SocketClient.connect(sails().origin);
    const log = await sails().logged(async () => {
      for (const id of [1, 2]) expect((await socket.ask('/order', { method: 'post', data: { id } })).body).toEqual({ count: 0 });
    });
    expect(log.match(/halyard: a message for the next page was dropped/g)).toHaveLength(1);
    socket.close();
  });
});
