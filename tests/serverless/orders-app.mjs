export const SECRET = 'connection to 10.0.0.7 refused';

/** Bytes that are no text in UTF-8. */
export const LABEL = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0xff, 0xfe, 0x00, 0x80]);

/** The routes below a path, such as `/api`. */
const routesAt = (base) => ({
  [`${base}/orders`]: (request, reply) =>
    request.method === 'POST'
      ? reply.badRequest({ quantity: 'At least one' }, `${base}/orders/new`)
      : reply.ok({ orders: [{ id: 7, address: 'Große Straße 1' }] }),
  [`${base}/orders/new`]: (_request, reply) => reply.ok({ error: reply.form.errors.first('quantity'), old: reply.form.old('quantity') }),
  // Answers at once, without waiting for anything.
  [`${base}/orders/paid`](request, reply) {
    const raw = reply.raw ?? reply.res ?? reply;
    const onKoa = isKoa(reply);
    if (!request.url.includes('?alone'))
      (onKoa ? raw.setHeader : (reply.header ?? reply.setHeader)).call(onKoa ? raw : reply, 'set-cookie', ['cart=1', 'seen=2']);
    reply.form.flash('success', 'Order 7 is paid.');
    if (onKoa) reply.redirect(`${base}/orders/new`);
    else if (reply.raw !== undefined) reply.redirect(`${base}/orders/new`, 303);
    else if (reply.redirect !== undefined) reply.redirect(303, `${base}/orders/new`);
    else raw.writeHead(303, { location: `${base}/orders/new` }).end();
  },
  [`${base}/label.png`](_request, reply) {
    if (isKoa(reply)) Object.assign(reply, { type: 'image/png', body: LABEL });
    else if (reply.raw !== undefined) reply.type('image/png').send(LABEL);
    else {
      reply.setHeader('content-type', 'image/png');
      reply.end(LABEL);
    }
  },
  [`${base}/boom`]() {
    throw new Error(SECRET);
  },
  [`${base}/half`](_request, reply) {
    const raw = reply.raw ?? reply.res ?? reply;
    raw.writeHead(200, { 'content-type': 'text/plain' });
    raw.write('the first half');
    throw new Error(SECRET);
  },
});

const isKoa = (reply) => reply.request !== undefined && reply.res !== undefined;

/** An app of orders below a path, for any host of Node. Its result is `false` if it has no such route. */
export function handlerAt(base) {
  const routes = routesAt(base);
  return (request, reply) => {
    const route = routes[request.url.split('?', 1)[0]];
    route?.(request, reply);
    return route !== undefined;
  };
}

export const handle = handlerAt('');

const ROUTES = routesAt('');

/** The same routes as handlers of hapi, which return the response. They may write to Node's reply themselves. */
export const HAPI_ROUTES = {
  ...Object.fromEntries(Object.entries(ROUTES).map(([path, route]) => [path, (request, h) => route(request.raw.req, h)])),
  '/orders/paid'(request, h) {
    h.form.flash('success', 'Order 7 is paid.');
    const response = h.redirect('/orders/new').code(303);
    return 'alone' in request.query ? response : response.header('set-cookie', 'cart=1').header('set-cookie', 'seen=2', { append: true });
  },
  '/label.png': (_request, h) => h.response(LABEL).type('image/png'),
  '/half': (request) => ROUTES['/half'](request, request.raw.res),
};
