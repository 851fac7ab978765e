import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express } from 'express';
import session from 'express-session';
import { halyard } from 'halyard/express';
import { type FlashStore, sessionFlash } from 'halyard/forms';
import type { Page } from 'playwright-core';
import { afterAll, afterEach } from 'vitest';
import { CLIENTS, type Connection } from '../flash/redis-clients.ts';
import { useRedis } from '../flash/redis-server.ts';

const SECRET = 'a secret of the browser tests, 1234567';

/** The stores in which a flash waits. */
export const STORES = ['the sealed cookie', 'a session', 'Valkey'] as const;
export type StoreName = (typeof STORES)[number];

export interface FlashApp {
  readonly url: string;
  /** The requests so far: `GET /signup`. */
  readonly asked: string[];
}

type Open = (store: StoreName, routes?: (app: Express) => void) => Promise<FlashApp>;

/**
 * Opens apps whose flashes wait in one of the stores. `/signup` is a page with a form. A name that begins with "bad" is refused, and any other is welcomed
 * on `/welcome`.
 */
export function useFlashApps(): Open {
  const redis = useRedis();
  let connection: Connection | undefined;
  let server: Server | undefined;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });
  afterAll(() => connection?.close());

  const storeFor = async (name: StoreName): Promise<FlashStore | undefined> => {
    if (name === 'the sealed cookie') return undefined;
    if (name === 'a session') return sessionFlash();
    connection ??= await CLIENTS[0]?.connect(redis().url);
    return connection?.store;
  };

  return async (name, routes = () => {}) => {
    const store = await storeFor(name);
    const app = express();
    const asked: string[] = [];
    app.use((req, _res, next) => {
      asked.push(`${req.method} ${req.originalUrl}`);
      next();
    });
    halyard(app, { flash: store === undefined ? { secret: SECRET } : { store }, logger: false, environment: 'production' });
    if (name === 'a session') app.use(session({ secret: SECRET, resave: false, saveUninitialized: false }));
    app.use(express.urlencoded({ extended: false }));
    routes(app);
    app.get('/signup', (_req, res) => void res.send(formPage(res)));
    app.get('/welcome', (_req, res) => void res.send(`<title>Welcome</title><ul id="messages">${listOf(res)}</ul>`));
    app.post('/signup', (req, res) => {
      if (String(req.body.name).startsWith('bad')) return res.badRequest([{ path: ['name'], message: `${req.body.name} is taken` }], '/signup');
      res.form.flash('success', `Welcome, ${req.body.name}`);
      return res.redirect(303, '/welcome');
    });
    server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return { url: `http://localhost:${(server.address() as AddressInfo).port}`, asked };
  };
}

function listOf(res: express.Response): string {
  return res.form
    .flash('success')
    .map((text) => `<li>${text}</li>`)
    .join('');
}

/** The page of the form, with its errors, what was typed, and its messages. */
export function formPage(res: express.Response, heading = 'Sign up'): string {
  const { form } = res;
  const fields = `<input aria-label="Name" name="name" value="${form.old('name')}">${form.returnField()}<button>Send</button>`;
  return `<title>${form.title(heading)}</title>${form.summary()}<ul id="messages">${listOf(res)}</ul><form method="post" action="/signup">${fields}</form>`;
}

/** Sends the form of the open page. */
export async function send(page: Page, name: string): Promise<void> {
  await page.getByLabel('Name').fill(name);
  await page.getByRole('button', { name: 'Send' }).click();
}

/** The errors that the open page shows. */
export function errorsOn(page: Page): Promise<string[]> {
  return page.locator('.error-summary li').allTextContents();
}

/** The messages that the open page shows. */
export function messagesOn(page: Page): Promise<string[]> {
  return page.locator('#messages li').allTextContents();
}
