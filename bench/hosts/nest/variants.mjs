/** Nest's own filter has no pages, so it only answers these items. */
const JSON_ITEMS = ['404-json', '500-json', '400-json', '403-json', 'ok-json'];

/** The servers on Nest, and the server that each is compared with. `only`: the items that a server can answer, if not all. */
export const variants = [
  { id: 'nest-default', title: "Nest 12's own filter", server: '../hosts/nest/default.mjs', byItself: true, only: JSON_ITEMS },
  { id: 'nest-by-hand', title: 'Nest 12 by hand', server: '../hosts/nest/by-hand.mjs' },
  { id: 'nest', title: 'Halyard, Nest 12', server: '../hosts/nest/halyard.mjs', against: 'nest-default', target: 1 },
  { id: 'nest-fastify-default', title: 'Nest 12 on Fastify, its own filter', server: '../hosts/nest/fastify-default.mjs', byItself: true, only: JSON_ITEMS },
  { id: 'nest-fastify', title: 'Halyard, Nest 12 on Fastify', server: '../hosts/nest/fastify-halyard.mjs', against: 'nest-fastify-default', target: 1 },
];
