import { parseSetCookie } from 'cookie';
import { halyard } from 'halyard/fetch';
import { webHandlerAt } from '../web-orders.mjs';

/** Registers the app of orders as a function of Azure. */
export const ordersOf = (options) => (app) => {
  const answer = halyard(options).fetch(webHandlerAt('/api'));

  app.http('orders', {
    route: '{*path}',
    methods: ['GET', 'HEAD', 'POST'],
    handler: async (request, context) => {
      const { status, headers, body } = await answer(request, context);
      // Azure takes cookies apart from the other fields, and keeps only the last Set-Cookie of those.
      const cookies = headers.getSetCookie().map((cookie) => parseSetCookie(cookie));
      const fields = [...headers].filter(([name]) => name !== 'set-cookie');
      return { status, headers: fields, body, cookies };
    },
  });
};
