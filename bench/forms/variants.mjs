/** The same app with the same form, four times. Paths are relative to bench/servers/. */
export const variants = [
  { id: 'connect-flash', title: 'Express 5, connect-flash', server: '../forms/connect-flash.mjs' },
  { id: 'sealed', title: 'Halyard, sealed cookie', server: '../forms/halyard-sealed.mjs', against: 'connect-flash' },
  { id: 'session', title: 'Halyard, express-session', server: '../forms/halyard-session.mjs', against: 'connect-flash', target: 1 },
  { id: 'memory', title: 'Halyard, memory of the process', server: '../forms/halyard-memory.mjs', against: 'connect-flash' },
];
