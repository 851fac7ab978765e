/** JSON is compared with Fastify's default handlers, which do less work. Pages are compared with handwritten code, because Fastify has none. */
export const variants = [
  {
    id: 'fastify-default',
    title: 'Fastify 5 by default',
    server: '../hosts/fastify/default.mjs',
    byItself: true,
    only: ['404-json', '500-json', '400-json', '403-json', 'ok-json'],
  },
  { id: 'fastify-by-hand', title: 'Fastify 5 by hand', server: '../hosts/fastify/by-hand.mjs' },
  {
    id: 'fastify-json',
    title: 'Halyard, Fastify 5',
    server: '../hosts/fastify/halyard.mjs',
    against: 'fastify-default',
    target: 1,
    only: ['404-json', '500-json', '400-json', '403-json', 'ok-json'],
  },
  {
    id: 'fastify-page',
    title: 'Halyard, Fastify 5',
    server: '../hosts/fastify/halyard.mjs',
    against: 'fastify-by-hand',
    target: 0.85,
    only: ['404-html', '500-html'],
  },
];
