import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Handler, halyard } from 'halyard/node-http';

type Request = Parameters<Handler>[0];
type Response = Parameters<Handler>[1];

const { ensureInstalled } = (await import(new URL('../../scripts/separate-install.mjs', import.meta.url).href)) as {
  ensureInstalled: (name: string, set: { manifest: { dependencies: Readonly<Record<string, string>> } }) => string;
};
// The same set as in seven-app.ts, so it is installed once.
const dependencies = { unpoly: '3.14.3', alpinejs: '3.17.5', '@imacrayon/alpine-ajax': '0.12.7', '@hotwired/stimulus': '3.2.2' };
const unpoly = pathToFileURL(join(ensureInstalled('front-ends', { manifest: { dependencies } }), 'node_modules/unpoly/unpoly.js'));

export interface LayersApp {
  readonly url: string;
  /** The orders that were saved. */
  readonly saved: string[];
  close(): Promise<void>;
}

/** An app whose list of orders opens the form of a new order in an overlay. `/orders?layer=drawer` opens a drawer. */
export async function openLayersApp(environment: 'production' | 'development'): Promise<LayersApp> {
  const saved: string[] = [];
  const app = halyard({ logger: false, environment, flash: { secret: 'a secret for the tests that is long enough' } });
  const server = app.createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/unpoly.js') return response.setHeader('content-type', 'text/javascript').end(await readFile(unpoly));
    if (request.method === 'POST') return order(request, response, saved);
    if (pathname === '/orders/new') return sendPage(response, newOrder(response));
    if (pathname.startsWith('/orders')) return sendPage(response, list(searchParams.get('layer') ?? 'modal', saved));
    return response.notFound('There is no such page');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, saved, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

async function order(request: Request, response: Response, saved: string[]): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
  Object.assign(request, { body });
  const { email = '', city = '' } = body;
  // A handler that is too sure of its success.
  if (email.includes('early')) response.setHeader('x-up-accept-layer', 'null');
  if (email.includes('crash') && request.headers['x-up-validate'] === undefined) throw new Error('the shelf fell down');
  if (email.includes('expired')) return response.forbidden(undefined, { resend: true });
  const issues = [
    ...(email.includes('@') ? [] : [{ path: ['email'], message: 'Not an address' }]),
    ...(city === '' ? [{ path: ['city'], message: 'Where does it go?' }] : []),
  ];
  // A validation saves nothing. Without an issue the form comes back with what was typed.
  if (issues.length > 0 || request.headers['x-up-validate'] !== undefined) return response.badRequest(issues, '/orders/new');
  saved.push(email);
  response.form.flash('success', `Order ${saved.length} is on its way`);
  return response.writeHead(303, { location: `/orders/${saved.length}` }).end();
}

function list(layer: string, saved: readonly string[]): string {
  const items = saved.map((email) => `<li>${email.replace(/[<&]/g, '')}</li>`).join('');
  return `<h1>Orders</h1><ul id="list">${items}</ul>
    <a href="/orders/new" up-layer="new ${layer}" up-accept-location="/orders/$id" up-on-accepted="up.reload('#list')">New order</a>`;
}

function newOrder({ form }: Response): string {
  const field = (name: string): string =>
    `<fieldset id="${name}-group"><label for="${name}">${name}</label><input ${form.attributes(name)} up-validate="#${name}-group">${form.error(name)}</fieldset>`;
  return `<h2>New order</h2><form method="post" action="/orders/new" up-submit>${form.returnField()}${field('email')}${field('city')}<button>Order</button></form>`;
}

function sendPage(response: Response, content: string): unknown {
  const messages = response.form.flash('success').map((text) => `<p>${text}</p>`);
  const body = `<div up-flashes role="status" class="messages">${messages.join('')}</div><main>${content}</main>`;
  response.setHeader('content-type', 'text/html');
  return response.end(`<!doctype html><html lang="en"><head><title>Orders</title><script src="/unpoly.js"></script></head><body>${body}</body></html>`);
}
