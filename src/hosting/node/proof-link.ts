import type { Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server as TlsServer } from 'node:tls';
import type { DisclosureSettings } from '../../core/settings/settings.ts';
import { nodeHost } from './node-host.ts';
import { type NodeReply, NodeRequest } from './node-request.ts';

const host = nodeHost('Node');

/** Answers a request that opens the link of the log, before the app has it. `true`: it was one. Asked only where a proof is asked for. */
export function opensProof({ proof }: DisclosureSettings, reply: NodeReply): boolean {
  const answer = proof?.arrive(new NodeRequest(reply));
  if (answer === undefined) return false;
  void host.write(reply, answer);
  return true;
}

/** The link is in the log when the server listens. Of a server that somebody else has made it is logged with its first request. */
export function announceProof(server: Pick<HttpServer, 'once' | 'address'>, proofOf: () => DisclosureSettings['proof']): void {
  server.once('listening', () => {
    const { port } = (server.address() ?? {}) as Partial<AddressInfo>;
    if (port !== undefined) proofOf()?.announce({ localPort: port, secure: server instanceof TlsServer });
  });
}

/** Where an app keeps the proof that its servers announce. */
export const PROOF = Symbol('halyard.proof');
