import type { HostTemplate } from '../host-template.ts';
import { LISTENING } from '../parts/server.ts';
import { flatFiles } from './flat-files.ts';

const APP = `import formbody from '@fastify/formbody';
import Fastify from 'fastify';
import { fastifyOptions, halyard } from 'halyard/fastify';
import { load } from 'halyard/load';
import { addMessage, allMessages, findMessage, issuesOf } from './messages.ts';
«import type { Fields } from './messages.ts';
»
/** Makes the app. It does not listen, so that tests can make one, too. */
export async function createApp() {
  const app = Fastify(fastifyOptions({ logger: { level: process.env.LOG_LEVEL || 'warn' }, bodyLimit: 16_384 }));

  // The first plugin: from here on, every \`reply\` has the responses. The folder has views/ and api/responses/.
  await app.register(halyard, {
    ...(await load({ root: import.meta.dirname })),
    // Seals what a form takes back to its page. Development needs no secret.
    flash: { secret: process.env.FLASH_SECRET || undefined },
  });
  await app.register(formbody);

  app.get('/', async (_request, reply) => reply.ok({ messages: allMessages() }, { view: 'home' }));

  app.get«<{ Params: { id: string } }>»('/messages/:id', async (request, reply) => {
    const message = findMessage(request.params.id);
    if (message === undefined) return reply.notFound('There is no such message.');
    return reply.ok(message);
  });

  app.post«<{ Body: Fields | null | undefined }>»('/messages', async (request, reply) => {
    const fields = request.body ?? {};
    const issues = issuesOf(fields);
    // A form goes back to its page, with the errors and what was typed. A program gets a 400 with the same issues.
    if (issues.length > 0) return reply.badRequest(issues, '/');
    const message = addMessage(fields);
    if (!request.headers.accept?.includes('text/html')) return reply.created(message, \`/messages/\${message.id}\`);
    // Redirects a browser, so that a reload does not send the form again.
    reply.form.flash('success', \`Thank you, \${message.name}.\`);
    return reply.redirect('/', 303);
  });

  // Halyard answers every other address with a 404, and every error that a handler throws.
  return app;
}
`;

const LISTEN = `import { createApp } from './app.ts';
«import type { AddressInfo } from 'node:net';
»
${LISTENING}
/** Starts the app on a port. 0 takes any free one. */
export async function listen(wanted«: number»)«: Promise<Listening>» {
  const app = await createApp();
  // All addresses of this machine. Fastify itself opens only localhost, which nobody outside of a container reaches.
  await app.listen({ port: wanted, host: '0.0.0.0' });
  const { port } = app.server.address()« as AddressInfo»;
  return { port, close: () => app.close() };
}
`;

export const fastify: HostTemplate = {
  title: 'Fastify',
  languages: ['ts', 'esm', 'cjs'],
  dependencies: ['fastify', '@fastify/formbody'],
  types: [],
  call: 'return reply.notFound()',
  routes: 'app',
  entry: 'server',
  files: (app) => flatFiles(app, { app: APP, listen: LISTEN }),
};
