import { issues } from '../../harbour.mjs';

/** Nest's own filter knows no pages, has words of its own for a 500, and sends the body of an exception as it is. */
const JSON_ITEMS = ['404-json', '500-json', '400-json', '403-json', 'ok-json'];
const says = { '500-json': ['Internal server error'], '400-json': issues.map(({ message }) => message) };

/** The servers on Nest, and what each is compared with. `only`: those it can answer, if not all; `says`: what it says in its own words. */
export const variants = [
  { id: 'nest-default', title: "Nest 12's own filter", server: '../hosts/nest/default.mjs', only: JSON_ITEMS, says },
  { id: 'nest-by-hand', title: 'Nest 12 by hand', server: '../hosts/nest/by-hand.mjs' },
  { id: 'nest', title: 'Halyard, Nest 12', server: '../hosts/nest/halyard.mjs', against: 'nest-default', target: 1 },
  { id: 'nest-fastify-default', title: 'Nest 12 on Fastify, its own filter', server: '../hosts/nest/fastify-default.mjs', only: JSON_ITEMS, says },
  { id: 'nest-fastify', title: 'Halyard, Nest 12 on Fastify', server: '../hosts/nest/fastify-halyard.mjs', against: 'nest-fastify-default', target: 1 },
];
