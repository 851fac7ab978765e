import type { HostTemplate } from '../host-template.ts';
import { BODY } from '../parts/body.ts';
import { NODE_LISTEN } from '../parts/server.ts';
import { flatFiles } from './flat-files.ts';

const APP = `import { load } from 'halyard/load';
import { halyard } from 'halyard/node-http';
import { fieldsOf } from './body.ts';
import { addMessage, allMessages, findMessage, issuesOf } from './messages.ts';
«import type { Handler } from 'halyard/node-http';
»
/** Makes the server. It does not listen, so that tests can make one, too. */
export async function createApp() {
  // Every \`res\` has the responses. The folder has views/ and api/responses/.
  const app = halyard({
    ...(await load({ root: import.meta.dirname })),
    // Seals what a form takes back to its page. Development needs no secret.
    flash: { secret: process.env.FLASH_SECRET || undefined },
  });
  // Halyard answers every error that the handler throws.
  return app.createServer(handler);
}

const handler«: Handler» = async (req, res) => {
  const path = (req.url ?? '/').split('?', 1)[0]«!»;
  const isRead = req.method === 'GET' || req.method === 'HEAD';

  if (path === '/') return isRead ? res.ok({ messages: allMessages() }, { view: 'home' }) : res.methodNotAllowed({ allow: ['GET', 'HEAD'] });

  if (path === '/messages') {
    if (req.method !== 'POST') return res.methodNotAllowed({ allow: ['POST'] });
    const fields = await fieldsOf(req, req.headers['content-type']);
    // Halyard gives a form back what is here.
    Object.assign(req, { body: fields });
    const issues = issuesOf(fields);
    // A form goes back to its page, with the errors and what was typed. A program gets a 400 with the same issues.
    if (issues.length > 0) return res.badRequest(issues, '/');
    const message = addMessage(fields);
    if (!req.headers.accept?.includes('text/html')) return res.created(message, \`/messages/\${message.id}\`);
    // Redirects a browser, so that a reload does not send the form again.
    res.form.flash('success', \`Thank you, \${message.name}.\`);
    return res.writeHead(303, { location: '/' }).end();
  }

  const [, id] = /^\\/messages\\/([^/]+)$/.exec(path) ?? [];
  if (id === undefined) return res.notFound();
  if (!isRead) return res.methodNotAllowed({ allow: ['GET', 'HEAD'] });
  const message = findMessage(id);
  if (message === undefined) return res.notFound('There is no such message.');
  return res.ok(message);
};
`;

const LISTEN = NODE_LISTEN(`import { createApp } from './app.ts';`, 'await createApp()');

export const node: HostTemplate = {
  title: 'node:http',
  languages: ['ts', 'esm', 'cjs'],
  dependencies: [],
  types: [],
  call: 'return res.notFound()',
  routes: 'app',
  entry: 'server',
  files: (app) => flatFiles(app, { app: APP, listen: LISTEN, body: BODY }),
};
