export const SECRET = 'connection to 10.0.0.7 refused';

const ROUTES = {
  '/orders': (request, reply) =>
    request.method === 'POST' ? reply.badRequest({ quantity: 'At least one' }, '/orders/new') : reply.ok({ orders: [{ id: 7, address: 'Große Straße 1' }] }),
  '/orders/new': (_request, reply) => reply.ok({ error: reply.form.errors.first('quantity'), old: reply.form.old('quantity') }),
  // Answers at once, without waiting for anything.
  '/orders/paid'(request, reply) {
    const raw = reply.raw ?? reply.res ?? reply;
    const onKoa = reply.request !== undefined && reply.res !== undefined;
    if (!request.url.includes('?alone'))
      (onKoa ? raw.setHeader : (reply.header ?? reply.setHeader)).call(onKoa ? raw : reply, 'set-cookie', ['cart=1', 'seen=2']);
    reply.form.flash('success', 'Order 7 is paid.');
    if (onKoa) reply.redirect('/orders/new');
    else if (reply.raw !== undefined) reply.redirect('/orders/new', 303);
    else if (reply.redirect !== undefined) reply.redirect(303, '/orders/new');
    else raw.writeHead(303, { location: '/orders/new' }).end();
  },
  '/boom'() {
    throw new Error(SECRET);
  },
  '/half'(_request, reply) {
    const raw = reply.raw ?? reply.res ?? reply;
    raw.writeHead(200, { 'content-type': 'text/plain' });
    raw.write('the first half');
    throw new Error(SECRET);
  },
};

/** The same routes as handlers of hapi, which return the response. They may write to Node's reply themselves. */
export const HAPI_ROUTES = {
  ...Object.fromEntries(Object.entries(ROUTES).map(([path, route]) => [path, (request, h) => route(request.raw.req, h)])),
  '/orders/paid'(request, h) {
    h.form.flash('success', 'Order 7 is paid.');
    const response = h.redirect('/orders/new').code(303);
    return 'alone' in request.query ? response : response.header('set-cookie', 'cart=1').header('set-cookie', 'seen=2', { append: true });
  },
  '/half': (request) => ROUTES['/half'](request, request.raw.res),
};

/** An app of orders, for any host. `false`: it has no such route. */
export function handle(request, reply) {
  const route = ROUTES[request.url.split('?', 1)[0]];
  route?.(request, reply);
  return route !== undefined;
}
