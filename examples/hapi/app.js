import Hapi from '@hapi/hapi';
import { halyard } from 'halyard/hapi';
import { load } from 'halyard/load';
import { breads, findBread, orderSchema, ovenTemperature, takeBread } from './bakery.js';

export const server = Hapi.server({ port: Number(process.env.PORT ?? 1337), host: 'localhost' });

// The first plugin: from here on, every `h` has the responses. The folder has views/ and api/responses/.
await server.register({
  plugin: halyard,
  options: {
    ...(await load({ root: import.meta.dirname })),
    // Seals the flash of a form in a cookie. Development needs no secret. Production: FLASH_SECRET=$(openssl rand -base64 32)
    flash: { secret: process.env.FLASH_SECRET },
  },
});

server.route([
  { method: 'GET', path: '/', handler: (_request, h) => h.ok(breads, { view: 'breads' }) },
  {
    method: 'GET',
    path: '/breads/{id}',
    handler: (request, h) => {
      const bread = findBread(request.params.id);
      if (bread === undefined) return h.notFound('There is no such bread.');
      if (bread.reserved) return h.forbidden('This cake is made to order.');
      return h.ok(bread);
    },
  },
  {
    method: 'POST',
    path: '/orders',
    options: {
      validate: {
        payload: orderSchema,
        options: { abortEarly: false },
        // A form goes back to its page, with its errors and the typed text. A program gets a 400 with the same issues.
        failAction: (_request, h, error) => h.badRequest(error, '/'),
      },
    },
    handler: (request, h) => {
      const bread = takeBread(request.payload.bread);
      if (bread === undefined) return h.conflict('This bread is sold out.');
      if (!request.headers.accept?.includes('text/html')) return h.created({ bread: bread.id }, `/breads/${bread.id}`);
      // Redirects a browser, so that a reload does not order a second time.
      h.form.flash('success', `One ${bread.name} is yours.`);
      return h.redirect('/').code(303);
    },
  },
  // A route that fails. It needs no more code: Halyard answers errors and unmatched routes.
  { method: 'GET', path: '/oven', handler: async (_request, h) => h.ok(await ovenTemperature()) },
]);
