import type { HostTemplate } from '../host-template.ts';
import { BODY } from '../parts/body.ts';
import { SERVE } from '../parts/serve.ts';
import { flatFiles } from './flat-files.ts';

const APP = `import { halyard } from 'halyard/fetch';
import { load } from 'halyard/load';
import { fieldsOf } from './body.ts';
import { addMessage, allMessages, findMessage, issuesOf } from './messages.ts';

/** Makes the app, a function from Request to Response. It does not listen, so that tests can make one, too. */
export async function createApp() {
  // The folder has views/ and api/responses/.
  const app = halyard({
    ...(await load({ root: import.meta.dirname })),
    // Seals what a form takes back to its page. Development needs no secret.
    flash: { secret: process.env.FLASH_SECRET || undefined },
  });

  // \`reply\` has the responses. Halyard answers every error that the function throws.
  return app.fetch(async (request, reply) => {
    const { pathname } = new URL(request.url);
    const isRead = request.method === 'GET' || request.method === 'HEAD';

    if (pathname === '/') return isRead ? reply.ok({ messages: allMessages() }, { view: 'home' }) : reply.methodNotAllowed({ allow: ['GET', 'HEAD'] });

    if (pathname === '/messages') {
      if (request.method !== 'POST') return reply.methodNotAllowed({ allow: ['POST'] });
      const fields = await fieldsOf(request.body, request.headers.get('content-type') ?? undefined);
      const issues = issuesOf(fields);
      // A form goes back to its page, with the errors and what was typed. A program gets a 400 with the same issues.
      if (issues.length > 0) return reply.badRequest(issues, '/');
      const message = addMessage(fields);
      if (!request.headers.get('accept')?.includes('text/html')) return reply.created(message, \`/messages/\${message.id}\`);
      // Redirects a browser, so that a reload does not send the form again.
      reply.form.flash('success', \`Thank you, \${message.name}.\`);
      return new Response(null, { status: 303, headers: { location: '/' } });
    }

    const [, id] = /^\\/messages\\/([^/]+)$/.exec(pathname) ?? [];
    if (id === undefined) return reply.notFound();
    if (!isRead) return reply.methodNotAllowed({ allow: ['GET', 'HEAD'] });
    const message = findMessage(id);
    if (message === undefined) return reply.notFound('There is no such message.');
    return reply.ok(message);
  });
}
`;

export const fetch: HostTemplate = {
  title: 'fetch',
  languages: ['ts', 'esm'],
  reason: 'apps for fetch are ES modules',
  dependencies: ['@hono/node-server'],
  types: [],
  call: 'return reply.notFound()',
  routes: 'app',
  entry: 'server',
  files: (app) => flatFiles(app, { app: APP, listen: SERVE('await createApp()'), body: BODY }),
};
