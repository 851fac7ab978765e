import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express } from 'express';
import session from 'express-session';
import type { Options } from 'halyard';
import { halyard } from 'halyard/express';
import { sessionFlash } from 'halyard/forms';
import { afterEach, describe, expect, it } from 'vitest';
import { Browser } from './browser.ts';

/** A slow session store, like a distant database. A session that is read before it was written is not there. */
class SlowStore extends session.MemoryStore {
  override set(id: string, data: session.SessionData, callback?: (error?: unknown) => void): void {
    setTimeout(() => super.set(id, data, callback), 50);
  }
}

class FullStore extends session.MemoryStore {
  override set(_id: string, _data: session.SessionData, callback?: (error?: unknown) => void): void {
    callback?.(new Error('disk full'));
  }
}

let server: Server | undefined;
afterEach(() => server?.close());

/** An app with two forms, with the host's own sessions or without sessions. */
async function open(
  store?: session.Store,
  flash: { readonly secret?: string } = {},
  routes: (app: Express) => void = () => {},
  logger: Options['logger'] = false,
): Promise<string> {
  const app = express();
  halyard(app, { flash: { store: sessionFlash(), ...flash }, logger, environment: 'production' });
  if (store !== undefined) app.use(session({ secret: 'a secret for tests', store, resave: false, saveUninitialized: false }));
  app.use(express.urlencoded({ extended: false }));
  routes(app);
  for (const path of ['/signup', '/booking']) {
    app.post(path, (req, res) => res.badRequest([{ path: ['name'], message: `${req.body.name} is taken` }], path));
    app.get(path, (_req, res) => {
      res.send(`<p>${res.form.errors.first('name') ?? ''}</p><b>${res.form.old('name')}</b>${res.form.flash('success').join('')}`);
    });
  }
  server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const EMPTY = '<p></p><b></b>';

describe('sessionFlash() in a session of express-session', () => {
  it('shows the errors and the typed text, once', async () => {
    const browser = new Browser(await open(new session.MemoryStore()));
    expect(await browser.post('/signup', { name: 'Petrel' })).toMatchObject({ status: 303, location: '/signup' });
    expect((await browser.get('/signup')).body).toBe('<p>Petrel is taken</p><b>Petrel</b>');
    expect((await browser.get('/signup')).body).toBe(EMPTY);
  });

  it('is shown by no other page, and to no other visitor', async () => {
    const origin = await open(new session.MemoryStore());
    const browser = new Browser(origin);
    await browser.post('/signup', { name: 'Petrel' });
    expect((await browser.get('/booking')).body).toBe(EMPTY);
    expect((await new Browser(origin).get('/signup')).body).toBe(EMPTY);
    expect((await browser.get('/signup')).body).toContain('Petrel is taken');
  });

  it('is saved before the redirect leaves', async () => {
    const browser = new Browser(await open(new SlowStore()));
    for (let i = 1; i <= 5; i++) {
      await browser.post('/signup', { name: `Petrel ${i}` });
      expect((await browser.get('/signup')).body).toContain(`Petrel ${i} is taken`);
    }
  });

  it('keeps two forms apart', async () => {
    const browser = new Browser(await open(new session.MemoryStore()));
    await browser.post('/signup', { name: 'Petrel' });
    await browser.post('/booking', { name: 'Curlew' });
    expect((await browser.get('/signup')).body).toContain('Petrel is taken');
    expect((await browser.get('/booking')).body).toContain('Curlew is taken');
  });

  it('is gone for the earlier cookies of the browser, too, because the session no longer holds it', async () => {
    const browser = new Browser(await open(new session.MemoryStore()));
    await browser.post('/signup', { name: 'Petrel' });
    const before = browser.copy();
    await browser.get('/signup');
    expect((await before.get('/signup')).body).toBe(EMPTY);
  });

  it.each(['before', 'after'] as const)('keeps a message in the cookie if the app destroys the session %s it redirects', async (when) => {
    const browser = new Browser(
      await open(new SlowStore(), { secret: 'a secret for flashes, 12345678901234' }, (app) => {
        app.post('/logout', (req, res) => {
          Object.assign(req.session, { user: 'Ann' });
          res.form.flash('success', 'Goodbye');
          const leave = (): void => res.redirect(303, '/signup');
          if (when === 'before') return void req.session.destroy(leave);
          leave();
          req.session.destroy(() => {});
        });
      }),
    );
    expect((await browser.post('/logout', {})).status).toBe(303);
    expect((await browser.get('/signup')).body).toContain('Goodbye');
    expect((await browser.get('/signup')).body).not.toContain('Goodbye');
  });

  it('logs why a message is lost if the session is destroyed and there is no secret', async () => {
    const lines: string[] = [];
    const logger = { error() {}, info() {}, debug() {}, warn: (record: { err?: Error }, line: string) => void lines.push(`${line}: ${record.err?.cause}`) };
    const browser = new Browser(
      await open(
        new session.MemoryStore(),
        {},
        (app) => {
          app.post('/logout', (req, res) => {
            res.form.flash('success', 'Goodbye');
            req.session.destroy(() => res.redirect(303, '/signup'));
          });
        },
        logger,
      ),
    );
    expect((await browser.post('/logout', {})).status).toBe(303);
    expect(lines.join('\n')).toMatch(/messages for the next page could not be kept.*the app has destroyed it.*flash\.secret/s);
  });

  it.each([
    { what: 'the session cannot be saved', store: () => new FullStore() },
    { what: 'there is no session', store: () => undefined },
  ])('answers in place where $what', async ({ store }) => {
    const browser = new Browser(await open(store()));
    const page = await browser.post('/signup', { name: 'Petrel' });
    expect(page.location).toBe(undefined);
    expect(page.body).toContain('Petrel is taken');
  });
});
