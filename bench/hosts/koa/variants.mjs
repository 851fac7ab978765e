/** The servers of this host, with paths relative to `servers/`. Koa's own answers are text for every client. They only show their cost. */
export const variants = [
  { id: 'koa-default', title: "Koa 3's own answers", server: '../hosts/koa/default.mjs', byItself: true },
  { id: 'koa', title: 'Koa 3 by hand', server: '../hosts/koa/by-hand.mjs' },
  { id: 'koa-halyard', title: 'Halyard, Koa 3', server: '../hosts/koa/halyard.mjs', against: 'koa', target: 0.9 },
];
