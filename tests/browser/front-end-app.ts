import { readFile } from 'node:fs/promises';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inertiaErrors } from 'halyard/forms';
import { type Handler, halyard } from 'halyard/node-http';

type Page = (request: IncomingMessage, response: Parameters<Handler>[1]) => string | undefined;

const modules = new URL('../../node_modules/', import.meta.url);
const SECRET = 'a secret for the tests that is long enough';
/** Component names, spelled as Inertia's own pages spell them. */
const IMPORTS = {
  '@inertiajs/core': '/modules/@inertiajs/core/dist/index.js',
  'es-toolkit': '/modules/es-toolkit/dist/index.mjs',
  'es-toolkit/compat': '/modules/es-toolkit/dist/compat/index.mjs',
  'laravel-precognition': '/modules/laravel-precognition/dist/index.js',
};
/** By default, htmx 2 shows no error response. This setting makes it swap errors in. */
const SWAP_ALL = '<meta name="htmx-config" content=\'{"responseHandling":[{"code":"204","swap":false},{"code":"...","swap":true}]}\'>';
const VIEWS: Readonly<Record<string, string>> = {
  'turbo-streams/413': '<turbo-stream action="update" target="notices"><template>A stream shows: too heavy</template></turbo-stream>',
};

export interface FrontEndApp {
  readonly url: string;
  /** The requests that arrived, each with the header field that shows its reason: `GET /turbo/signup prefetch`. */
  readonly asked: string[];
  /** Sends an invalid form like a browser that never returns to its page. Returns the cookies of the response. */
  sendForm(path: string): Promise<{ name: string; value: string; url: string }[]>;
  close(): Promise<void>;
}

/** An app with one page for each front end, whose script comes from node_modules. */
export async function openFrontEndApp(): Promise<FrontEndApp> {
  const asked: string[] = [];
  const app = halyard({
    logger: false,
    environment: 'production',
    flash: { secret: SECRET },
    inertia: { component: 'Error' },
    views: { render: (view) => VIEWS[view] },
  });
  const server: Server = app.createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname.startsWith('/modules/')) return sendModule(pathname.slice('/modules/'.length), response);
    asked.push(`${request.method} ${pathname} ${request.headers['x-sec-purpose'] ?? request.headers['sec-fetch-dest'] ?? ''}`);
    if (pathname === '/broken') return response.serverError(new Error('the tide is out'));
    if (pathname === '/scales') return response.contentTooLarge('Too heavy for the scales');
    if (request.method !== 'GET') {
      // The session of this form has expired.
      if (pathname === '/htmx/expired') return response.forbidden(undefined, { resend: true });
      return response.badRequest([{ path: ['email'], message: 'Not an address' }], request.url);
    }
    const page = PAGES[pathname]?.(request, response);
    return page === undefined ? response.notFound() : response.setHeader('content-type', 'text/html').end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const sendForm: FrontEndApp['sendForm'] = async (path) => {
    const headers = { accept: 'text/html', origin: url, 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-dest': 'document' };
    const { headers: fields } = await fetch(url + path, { method: 'POST', redirect: 'manual', headers, body: 'email=ada' });
    return fields.getSetCookie().map((cookie) => {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      return { name, value, url };
    });
  };
  return { url, asked, sendForm, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

async function sendModule(path: string, response: Parameters<Handler>[1]): Promise<unknown> {
  const text = await readFile(new URL(path, modules));
  return response.setHeader('content-type', 'text/javascript').setHeader('cache-control', 'max-age=600').end(text);
}

const html = (head: string, body: string): string => `<!doctype html><html lang="en"><head><title>Harbour</title>${head}</head><body>${body}</body></html>`;
const script = (path: string): string => `<script src="/modules/${path}"></script>`;
const HTMX2 = script('htmx2/dist/htmx.js');
const HTMX4 = script('htmx.org/dist/htmx.js');
const TURBO = '<script type="module" src="/modules/@hotwired/turbo/dist/turbo.es2017-esm.js"></script>';
/** Stores the details of Halyard's events, so that the test can read them. */
const LISTEN =
  '<script>window.events = []; for (const name of ["halyard:invalid", "halyard:error"]) document.addEventListener(name, ({ detail }) => events.push({ name, status: detail.status, title: detail.title, errors: detail.errors }))</script>';

const htmxPage =
  (head: string): Page =>
  (_, { form }) =>
    html(
      head + LISTEN,
      `<main><h1>Berths</h1>
      <form id="part" hx-post="/htmx/part"><input name="email"><button>Send a part</button></form>
      <form id="heavy" hx-post="/scales"><input name="email"><button>Send too much</button></form>
      <form id="expired" hx-post="/htmx/expired"><input name="email"><button>Send too late</button></form>
      <form id="boosted" action="" method="post" hx-boost="true">${form.summary()}<input ${form.attributes('email')}><button>Send the page</button></form>
      <button hx-get="/broken" hx-target="#tides">Tides</button><div id="tides">High at six</div></main>`,
    );

/** The client code that an Inertia app runs on each of its pages, whatever its framework. */
const inertiaPage: Page = (request, response) => {
  const url = request.url as string;
  // The app was deployed while the visitor filled in the form.
  const version = url.includes('deployed') ? 'v2' : 'v1';
  const isVisit = request.headers['x-inertia'] === 'true';
  response.setHeader('vary', 'X-Inertia');
  if (isVisit && request.headers['x-inertia-version'] !== version) {
    response.writeHead(409, { 'x-inertia-location': url }).end();
    return;
  }
  const bag = new URL(url, 'http://localhost').searchParams.get('bag') ?? '';
  const { errors } = response.form.bag(bag);
  const page = { component: 'SignUp', props: { errors: inertiaErrors(errors.byField(), bag) }, url, version };
  if (isVisit) {
    response.writeHead(200, { 'content-type': 'application/json', 'x-inertia': 'true' }).end(JSON.stringify(page));
    return;
  }
  return html(
    `<script type="importmap">${JSON.stringify({ imports: IMPORTS })}</script><script type="module">
    import { router } from '@inertiajs/core';
    const show = ({ component, page }) => { document.querySelector('main').dataset.component = component; document.querySelector('pre').textContent = JSON.stringify(page.props); };
    const initialPage = ${JSON.stringify(page).replaceAll('<', '\\u003c')};
    router.init({ initialPage, resolveComponent: (name) => name, swapComponent: async (component) => show(component) });
    window.inertia = router;
    window.open = true;</script>`,
    '<main><pre></pre></main>',
  );
};

const PAGES: Readonly<Record<string, Page>> = {
  '/htmx/2': htmxPage(HTMX2),
  '/htmx/2/swapping': htmxPage(HTMX2 + SWAP_ALL),
  '/htmx/4': htmxPage(HTMX4),
  '/turbo/signup': (_, { form }) =>
    html(
      TURBO,
      `<main><h1>${form.title('Sign up')}</h1>${form.summary({ autofocus: false })}<div id="notices"></div>
      <form method="post" action="/turbo/signup"><input ${form.attributes('email')}><button>Sign up</button></form>
      <form method="post" action="/scales"><button>Weigh</button></form></main>`,
    ),
  '/turbo/links': () =>
    html(TURBO, '<main><h1>Links</h1><a href="/turbo/signup">Sign up</a><turbo-frame id="tides"><a href="/broken">Tides</a></turbo-frame></main>'),
  '/turbo/framed': (_, { form }) =>
    html(
      TURBO,
      `<main><h1>Framed</h1><turbo-frame id="booking">${form.summary({ autofocus: false })}
      <form method="post" action="/turbo/framed"><input ${form.attributes('email')}><button>Book</button></form></turbo-frame></main>`,
    ),
  '/inertia/signup': inertiaPage,
};
