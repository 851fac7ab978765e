'use strict';

const Hapi = require('@hapi/hapi');
const { halyard } = require('halyard/hapi');

const breads = new Map([['rye', { id: 'rye', price: 4 }]]);

async function start() {
  const server = Hapi.server({ port: process.env.PORT ?? 1337, host: 'localhost' });
  await server.register({ plugin: halyard, options: {} });
  server.route([
    { method: 'GET', path: '/breads', handler: (_request, h) => h.ok([...breads.values()]) },
    {
      method: 'GET',
      path: '/breads/{id}',
      handler(request, h) {
        const bread = breads.get(request.params.id);
        if (!bread) h.notFound('There is no such bread.');
        return h.ok(bread);
      },
    },
  ]);
  await server.start();
}

start();
