import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inertiaErrors } from 'halyard/forms';
import { type Handler, halyard } from 'halyard/node-http';
import { FETCH_RECIPE } from './fetch-recipe.ts';

type Request = Parameters<Handler>[0];
type Response = Parameters<Handler>[1];

const { ensureInstalled } = (await import(new URL('../../scripts/separate-install.mjs', import.meta.url).href)) as {
  ensureInstalled: (name: string, set: { manifest: { dependencies: Readonly<Record<string, string>> } }) => string;
};
const dependencies = { unpoly: '3.14.3', alpinejs: '3.17.5', '@imacrayon/alpine-ajax': '0.12.7', '@hotwired/stimulus': '3.2.2' };
const separate = pathToFileURL(join(ensureInstalled('front-ends', { manifest: { dependencies } }), 'node_modules/'));
const own = new URL('../../node_modules/', import.meta.url);
const IMPORTS = {
  '@inertiajs/core': '/modules/@inertiajs/core/dist/index.js',
  'es-toolkit': '/modules/es-toolkit/dist/index.mjs',
  'es-toolkit/compat': '/modules/es-toolkit/dist/compat/index.mjs',
  'laravel-precognition': '/modules/laravel-precognition/dist/index.js',
  '@hotwired/stimulus': '/modules/@hotwired/stimulus/dist/stimulus.js',
};

const script = (path: string, more = ''): string => `<script src="/modules/${path}"${more}></script>`;
const importMap = `<script type="importmap">${JSON.stringify({ imports: IMPORTS })}</script>`;
const htmxConfig = '<meta name="htmx-config" content=\'{"responseHandling":[{"code":"204","swap":false},{"code":"...","swap":true}]}\'>';

/** What each front end has in the head of the page, on its form, and on a link that fetches a part. */
const FRONT_ENDS: Readonly<Record<string, { head: string; form: string; link: string; main?: string }>> = {
  browser: { head: '', form: '', link: '' },
  htmx2: {
    head: script('htmx2/dist/htmx.js') + htmxConfig,
    form: 'hx-post hx-target="#part" hx-select="#part" hx-swap="outerHTML"',
    link: 'hx-get hx-target="#part"',
  },
  htmx4: { head: script('htmx.org/dist/htmx.js'), form: 'hx-post hx-target="#part" hx-select="#part" hx-swap="outerHTML"', link: 'hx-get hx-target="#part"' },
  turbo: { head: '<script type="module" src="/modules/@hotwired/turbo/dist/turbo.es2017-esm.js"></script>', form: '', link: '' },
  unpoly: { head: script('unpoly/unpoly.js'), form: 'up-submit up-target="#part"', link: 'up-follow up-target="#part"' },
  alpine: {
    head: script('@imacrayon/alpine-ajax/dist/cdn.js', ' defer') + script('alpinejs/dist/cdn.js', ' defer'),
    form: 'x-target="part" id="order-form"',
    link: 'x-target="part"',
    main: 'x-data',
  },
  stimulus: { head: `${importMap}<script type="module">${FETCH_RECIPE}</script>`, form: 'data-controller="form" data-action="form#send"', link: '' },
};

export interface SevenApp {
  readonly url: string;
  /** The requests that arrived: `POST /htmx2/orders`. */
  readonly asked: string[];
  close(): Promise<void>;
}

/** An app with the same form for each front end. `/unpoly/orders` is the page of one, and its links lead to a 404, a 500 and a login. */
export async function openSevenApp(environment: 'production' | 'development'): Promise<SevenApp> {
  const asked: string[] = [];
  const app = halyard({ logger: false, environment, flash: { secret: 'a secret for the tests that is long enough' }, inertia: { component: 'Error' } });
  const server = app.createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname.startsWith('/modules/')) return sendModule(pathname.slice('/modules/'.length), response);
    asked.push(`${request.method} ${pathname}`);
    const [, name = '', page = ''] = pathname.split('/');
    if (page === 'broken') throw new Error('the shelf fell down');
    if (page === 'private') {
      response.form.flash('notice', 'Log in first');
      return response.writeHead(302, { location: `/${name}/login` }).end();
    }
    if (page !== 'orders' && page !== 'login') return response.notFound('There is no such order');
    if (request.method === 'POST') return order(request, response, name, asked.filter((one) => one.startsWith('POST')).length);
    if (name === 'inertia') return sendInertia(request, response, page);
    return response.setHeader('content-type', 'text/html').end(pageOf(name, page, response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, asked, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

async function sendModule(path: string, response: Response): Promise<unknown> {
  const text = await readFile(new URL(path, own)).catch(() => readFile(new URL(path, separate)));
  return response.setHeader('content-type', 'text/javascript').setHeader('cache-control', 'max-age=600').end(text);
}

async function order(request: Request, response: Response, name: string, count: number): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  const body: Record<string, unknown> = text.startsWith('{') ? JSON.parse(text) : Object.fromEntries(new URLSearchParams(text));
  const email = String(body['email']);
  // A body parser leaves the body here.
  Object.assign(request, { body });
  if (email.includes('expired')) return response.forbidden(undefined, { resend: true });
  if (email.includes('crash')) throw new Error('the shelf fell down');
  if (!email.includes('@')) return response.badRequest([{ path: ['email'], message: `Not an address, time ${count}` }], `/${name}/orders`);
  response.form.flash('success', 'Your order is on its way');
  return response.writeHead(303, { location: `/${name}/orders` }).end();
}

function pageOf(name: string, page: string, { form }: Response): string {
  const { head, form: attributes, link, main = '' } = FRONT_ENDS[name] as (typeof FRONT_ENDS)[string];
  const at = (path: string): string => link.replace('hx-get', `hx-get="/${name}/${path}"`);
  const messages = ['success', 'notice'].flatMap((kind) => form.flash(kind)).map((text) => `<p class="message">${text}</p>`);
  const fields = `${form.returnField()}<input ${form.attributes('email')}><button>Order</button>`;
  const content =
    page === 'login'
      ? '<h2>Log in</h2>'
      : `<form method="post" action="/${name}/orders" ${attributes.replace('hx-post', `hx-post="/${name}/orders"`)}>${form.summary({ autofocus: false })}${fields}</form>
      <a href="/${name}/missing" ${at('missing')}>Missing</a> <a href="/${name}/broken" ${at('broken')}>Broken</a> <a href="/${name}/private" ${at('private')}>Private</a>`;
  return `<!doctype html><html lang="en"><head><title>Orders</title>${head}</head><body ${main}><main><h1>Orders</h1><div id="part">${messages.join('')}${content}</div></main></body></html>`;
}

/** The client code that an Inertia app runs on each of its pages, whatever its framework. */
function sendInertia(request: Request, response: Response, page: string): unknown {
  const { form } = response;
  const props = { page, errors: inertiaErrors(form.errors.byField()), messages: [...form.flash('success'), ...form.flash('notice')] };
  const state = { component: 'Orders', props, url: request.url, version: 'v1' };
  response.setHeader('vary', 'X-Inertia');
  if (request.headers['x-inertia'] === 'true')
    return response.writeHead(200, { 'content-type': 'application/json', 'x-inertia': 'true' }).end(JSON.stringify(state));
  const client = `import { router } from '@inertiajs/core';
    const show = ({ component, page: { props } }) => {
      document.querySelector('#part output').innerHTML = component === 'Error' ? '<h2></h2><p role=alert></p><pre></pre>' : (props.page === 'login' ? '<h2>Log in</h2>' : '') + props.messages.map(() => '<p class=message></p>').join('') + Object.keys(props.errors).map(() => '<p class=error></p>').join('');
      const texts = component === 'Error' ? [props.title, props.message, props.report] : [...(props.page === 'login' ? ['Log in'] : []), ...props.messages, ...Object.values(props.errors)];
      [...document.querySelectorAll('#part output > *')].forEach((element, index) => { element.textContent = texts[index]; });
    };
    router.init({ initialPage: ${JSON.stringify(state).replaceAll('<', '\\u003c')}, resolveComponent: (name) => name, swapComponent: async (component) => show(component) });
    document.querySelector('form').addEventListener('submit', (event) => { event.preventDefault(); router.post('/inertia/orders', { email: event.target.elements.email.value }); });
    for (const link of document.querySelectorAll('a')) link.addEventListener('click', (event) => { event.preventDefault(); router.get(link.href); });
    window.ready = true;`;
  const body = `<div id="part"><output></output><form><input name="email" id="email"><button>Order</button></form><a href="/inertia/missing">Missing</a> <a href="/inertia/broken">Broken</a> <a href="/inertia/private">Private</a></div>`;
  const html = `<!doctype html><html lang="en"><head><title>Orders</title>${importMap}<script type="module">${client}</script></head><body><main><h1>Orders</h1>${body}</main></body></html>`;
  return response.setHeader('content-type', 'text/html').end(html);
}
