import type { HostTemplate } from '../host-template.ts';
import { LISTENING } from '../parts/server.ts';
import { flatFiles } from './flat-files.ts';

const APP = `import Hapi from '@hapi/hapi';
import { halyard } from 'halyard/hapi';
import { load } from 'halyard/load';
import { addMessage, allMessages, findMessage, issuesOf } from './messages.ts';
«import type { Fields } from './messages.ts';
»
/** Makes the server. It does not listen, so that tests can make one, too. */
export async function createApp(port = 0) {
  const server = Hapi.server({ port, routes: { payload: { maxBytes: 16_384 } } });

  // The first plugin: from here on, every \`h\` has the responses. The folder has views/ and api/responses/.
  await server.register({
    plugin: halyard,
    options: {
      ...(await load({ root: import.meta.dirname })),
      // Seals what a form takes back to its page. Development needs no secret.
      flash: { secret: process.env.FLASH_SECRET || undefined },
    },
  });

  server.route({ method: 'GET', path: '/', handler: (_request, h) => h.ok({ messages: allMessages() }, { view: 'home' }) });

  server.route({
    method: 'GET',
    path: '/messages/{id}',
    handler: (request, h) => {
      const message = findMessage(String(request.params.id));
      if (message === undefined) return h.notFound('There is no such message.');
      return h.ok(message);
    },
  });

  server.route({
    method: 'POST',
    path: '/messages',
    handler: (request, h) => {
      const fields = (request.payload ?? {})« as Fields»;
      const issues = issuesOf(fields);
      // A form goes back to its page, with the errors and what was typed. A program gets a 400 with the same issues.
      if (issues.length > 0) return h.badRequest(issues, '/');
      const message = addMessage(fields);
      if (!String(request.headers.accept).includes('text/html')) return h.created(message, \`/messages/\${message.id}\`);
      // Redirects a browser, so that a reload does not send the form again.
      h.form.flash('success', \`Thank you, \${message.name}.\`);
      return h.redirect('/').code(303);
    },
  });

  // Halyard answers every other address with a 404, and every error that a handler throws.
  return server;
}
`;

const LISTEN = `import { createApp } from './app.ts';

${LISTENING}
/** Starts the app on a port. 0 takes any free one. */
export async function listen(wanted«: number»)«: Promise<Listening>» {
  const server = await createApp(wanted);
  await server.start();
  return { port: Number(server.info.port), close: () => server.stop({ timeout: 1_000 }) };
}
`;

export const hapi: HostTemplate = {
  title: 'hapi',
  languages: ['ts', 'esm', 'cjs'],
  dependencies: ['@hapi/hapi'],
  types: [],
  call: 'return h.notFound()',
  routes: 'app',
  entry: 'server',
  files: (app) => flatFiles(app, { app: APP, listen: LISTEN }),
};
