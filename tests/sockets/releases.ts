import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Server } from 'socket.io';
import { connect } from 'socket.io-client';

const { ensureOldestSocketIo } = (await import(new URL('../../scripts/socket-io-releases.mjs', import.meta.url).href)) as {
  ensureOldestSocketIo(): string;
};
const oldest = createRequire(join(ensureOldestSocketIo(), 'package.json'));

/** A release of Socket.IO: its server, and its client. */
export interface Release {
  readonly Server: typeof Server;
  readonly connect: typeof connect;
}

/** The releases that the listeners of an app are tested with. Halyard replaces private members of a socket, which have to exist in each. */
export const RELEASES: readonly (readonly [name: string, release: Release])[] = [
  ['current', { Server, connect }],
  ['4.0.0', { Server: oldest('socket.io').Server, connect: oldest('socket.io-client').io }],
];
