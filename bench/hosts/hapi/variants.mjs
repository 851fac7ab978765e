/** The servers of this host, with paths relative to `servers/`. */
export const variants = [
  { id: 'hapi', title: 'hapi 21 by hand', server: '../hosts/hapi/by-hand.mjs' },
  { id: 'hapi-halyard', title: 'Halyard, hapi 21', server: '../hosts/hapi/halyard.mjs', against: 'hapi', target: 0.9 },
];
