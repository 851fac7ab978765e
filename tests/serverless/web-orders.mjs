import { LABEL, SECRET } from './orders-app.mjs';

/** The app of orders below a path, for hosts that get a Request and return a Response. `half` begins a body and then fails. */
export const webHandlerAt =
  (base, half = halfOnFetch) =>
  (request, reply) => {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === `${base}/half`) return half(reply);
    const route = pathname.startsWith(`${base}/`) ? ROUTES[pathname.slice(base.length)] : undefined;
    return route === undefined ? reply.notFound() : route({ request, reply, base, searchParams });
  };

/** Writes one half of a body, and fails. */
export async function writeHalf(body) {
  await body.write('the first half');
  throw new Error(SECRET);
}

const halfOnFetch = (reply) => reply.stream(writeHalf, { headers: { 'content-type': 'text/plain' } });

const ROUTES = {
  '/orders': ({ request, reply, base }) =>
    request.method === 'POST'
      ? reply.badRequest({ quantity: 'At least one' }, `${base}/orders/new`)
      : reply.ok({ orders: [{ id: 7, address: 'Große Straße 1' }] }),
  '/orders/new': ({ reply }) => reply.ok({ error: reply.form.errors.first('quantity'), old: reply.form.old('quantity') }),
  '/orders/paid'({ reply, base, searchParams }) {
    reply.form.flash('success', 'Order 7 is paid.');
    const cookies = searchParams.has('alone') ? [] : ['cart=1', 'seen=2'];
    const headers = [['location', `${base}/orders/new`], ...cookies.map((cookie) => ['set-cookie', cookie])];
    return new Response(null, { status: 303, headers });
  },
  '/label.png': () => new Response(LABEL, { headers: { 'content-type': 'image/png' } }),
  '/boom'() {
    throw new Error(SECRET);
  },
};
