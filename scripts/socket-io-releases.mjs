// The oldest release of Socket.IO that Halyard works with, for the specs of sockets. It cannot stand beside the current one.
import { ensureInstalled } from './separate-install.mjs';

const manifest = { dependencies: { 'socket.io': '4.0.0', 'socket.io-client': '4.0.0' } };

/** Installs it where it is missing, and returns its folder. */
export const ensureOldestSocketIo = () => ensureInstalled('socket-io', { manifest });
