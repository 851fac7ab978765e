/** Compared with handwritten code, which does the same work. Hono's default does less. */
export const variants = [
  {
    id: 'hono-default',
    title: 'Hono 4 by default',
    server: '../hosts/hono/default.mjs',
    byItself: true,
    only: ['404-json', '500-json', '400-json', '403-json', 'ok-json'],
  },
  { id: 'hono-by-hand', title: 'Hono 4 by hand', server: '../hosts/hono/by-hand.mjs' },
  { id: 'hono', title: 'Halyard, Hono 4', server: '../hosts/hono/halyard.mjs', against: 'hono-by-hand', target: 0.9 },
];
