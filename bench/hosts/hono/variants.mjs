/** Against what its users write, which does the same work; what Hono does by itself is less. */
export const variants = [
  {
    id: 'hono-default',
    title: 'Hono 4 as it comes',
    server: '../hosts/hono/default.mjs',
    byItself: true,
    only: ['404-json', '500-json', '400-json', '403-json', 'ok-json'],
  },
  { id: 'hono-by-hand', title: 'Hono 4 by hand', server: '../hosts/hono/by-hand.mjs' },
  { id: 'hono', title: 'Halyard, Hono 4', server: '../hosts/hono/halyard.mjs', against: 'hono-by-hand', target: 0.9 },
];
