/** A host under test: one row, and every requirement runs over it. */
export interface HostRow {
  readonly name: string;
  /** `tests/control/<fixture>`. */
  readonly fixture: string;
  readonly http: '1.1' | '2';
  /** Requirements that this host does not meet, by id, each with its reason. An undeclared difference is a bug. */
  readonly except?: Readonly<Record<string, string>>;
}

export const HOSTS: readonly HostRow[] = [
  { name: 'node:http', fixture: 'node-http.mjs', http: '1.1' },
  {
    name: 'node:http2',
    fixture: 'http2.mjs',
    http: '2',
  },
  { name: 'Express 5', fixture: 'express.mjs', http: '1.1' },
  { name: "Express 5 on Halyard's server", fixture: 'express-server.mjs', http: '1.1' },
  { name: 'Express 4', fixture: 'express4.mjs', http: '1.1' },
];
