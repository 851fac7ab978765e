import type { Client, IncomingRequest } from '../../src/core/ports/request.ts';

export interface About {
  readonly transport?: IncomingRequest['transport'];
  readonly remoteAddress?: string | undefined;
  readonly localPort?: number | undefined;
  readonly httpVersion?: string;
  readonly secure?: boolean;
  readonly isAbsoluteForm?: boolean;
  readonly handshake?: Client;
  /** The names of the field lines, as received. */
  readonly lines?: readonly string[];
}

/** The request of curl on this machine, with other fields. `undefined` removes one. */
export function requestWith(fields: Readonly<Record<string, string | undefined>> = {}, about: About = {}): Client & Pick<IncomingRequest, 'transport'> {
  const all: Record<string, string | undefined> = { host: 'localhost:1337', ...fields };
  const names = about.lines ?? Object.keys(all).filter((name) => all[name] !== undefined);
  return { transport: 'http', remoteAddress: '127.0.0.1', localPort: 1337, httpVersion: '1.1', ...about, header: (name) => all[name], fieldNames: () => names };
}
