/** The servers, and the server that each is compared with. Without a target here, the item's own target applies. */
export const variants = [
  { id: 'bare', title: 'bare node:http', server: 'bare.mjs' },
  { id: 'node-http', title: 'Halyard, node:http', server: 'halyard-node-http.mjs', against: 'bare' },
  { id: 'express', title: 'Express 5 by hand', server: 'express.mjs' },
  { id: 'express-mounted', title: 'Halyard, Express 5', server: 'halyard-express.mjs', against: 'express', target: 0.75 },
  { id: 'express-created', title: 'Halyard, Express 5, createServer', server: 'halyard-express-created.mjs', against: 'express', target: 0.5 },
];

/** An item may have its own servers. */
export function variantsOf(item) {
  return item.variants ?? variants;
}
