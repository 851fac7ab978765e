import { createServer, type Server } from 'node:http';
import { Responder } from '../../core/pipeline/responder.ts';
import type { Options } from '../../core/settings/options.ts';
import { nodeHost } from '../../hosting/node/node-host.ts';
import { linkRequest, type NodeReply, STARTED } from '../../hosting/node/node-request.ts';
import { nodeSettings } from '../../hosting/node/node-settings.ts';
import { drillDoor, drillMount } from '../../hosting/shared/drill-door.ts';

/** A server that has the responses of these options and no routes. */
export function serveOptions(options: object): Server {
  const host = nodeHost('node:http');
  const responder = new Responder(host, nodeSettings(options as Options));
  const mount = drillMount(responder, host);
  return createServer((request, response) => {
    const reply = Object.assign(
      response as unknown as NodeReply,
      responder.methods<NodeReply>((one) => one),
      { [STARTED]: performance.now() },
    );
    linkRequest(reply, request);
    if (drillDoor.session?.starts(mount, reply) === undefined) void responder.respondWith(reply, 'notFound');
  });
}
