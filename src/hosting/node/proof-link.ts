import type { Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server as TlsServer } from 'node:tls';
import type { DisclosureSettings } from '../../core/settings/settings.ts';
import { nodeHost } from './node-host.ts';
import { type NodeReply, NodeRequest } from './node-request.ts';

const host = nodeHost('Node');

/** Answers a request that opens the link from the log, before the app has it. Returns whether it was one. Without `proof` no request is answered. */
export function opensProof({ proof }: DisclosureSettings, reply: NodeReply): boolean {
  const answer = proof?.answerLink(new NodeRequest(reply));
  if (answer === undefined) return false;
  void host.write(reply, answer);
  return true;
}

/** Logs the link when the server listens. If the server was made elsewhere, the link is logged with its first request. */
export function announceProof(server: Pick<HttpServer, 'once' | 'address'>, proofOf: () => DisclosureSettings['proof']): void {
  server.once('listening', () => {
    const { port } = (server.address() ?? {}) as Partial<AddressInfo>;
    if (port !== undefined) proofOf()?.logLink({ localPort: port, secure: server instanceof TlsServer });
  });
}

/** The key of the proof on an app. Its servers announce the proof. */
export const PROOF = Symbol.for('halyard.proof');
