/** Compared with handwritten code, which does the same work. The server's default does less. */
export const variants = [
  {
    id: 'fetch-default',
    title: 'fetch on Node, by default',
    server: '../hosts/fetch/default.mjs',
    byItself: true,
    only: ['404-json', '500-json', '400-json', '403-json', 'ok-json'],
  },
  { id: 'fetch-by-hand', title: 'fetch on Node, by hand', server: '../hosts/fetch/by-hand.mjs' },
  { id: 'fetch', title: 'Halyard, fetch on Node', server: '../hosts/fetch/halyard.mjs', against: 'fetch-by-hand', target: 0.9 },
];
