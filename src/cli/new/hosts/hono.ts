import type { HostTemplate } from '../host-template.ts';
import { SERVE } from '../parts/serve.ts';
import { flatFiles } from './flat-files.ts';

const APP = `import { badRequest } from 'halyard';
import { halyard } from 'halyard/hono';
import { load } from 'halyard/load';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { addMessage, allMessages, findMessage, issuesOf } from './messages.ts';
«import type { Context } from 'hono';
import type { Fields } from './messages.ts';
»
/** Makes the app. It does not listen, so that tests can make one, too. */
export async function createApp() {
  const app = new Hono();

  // Before the routes: from here on, \`c.var.reply\` has the responses. The folder has views/ and api/responses/.
  halyard(app, {
    ...(await load({ root: import.meta.dirname })),
    // Seals what a form takes back to its page. Development needs no secret.
    flash: { secret: process.env.FLASH_SECRET || undefined },
  });

  app.get('/', (c) => c.var.reply.ok({ messages: allMessages() }, { view: 'home' }));

  app.get('/messages/:id', (c) => {
    const message = findMessage(c.req.param('id'));
    if (message === undefined) return c.var.reply.notFound('There is no such message.');
    return c.var.reply.ok(message);
  });

  const limit = bodyLimit({ maxSize: 16_384, onError: (c) => c.var.reply.contentTooLarge('At most 16 kB.') });

  app.post('/messages', limit, async (c) => {
    const { reply } = c.var;
    const fields = await fieldsOf(c);
    const issues = issuesOf(fields);
    // A form goes back to its page, with the errors and what was typed. A program gets a 400 with the same issues.
    if (issues.length > 0) return reply.badRequest(issues, '/');
    const message = addMessage(fields);
    if (!c.req.header('accept')?.includes('text/html')) return reply.created(message, \`/messages/\${message.id}\`);
    // Redirects a browser, so that a reload does not send the form again.
    reply.form.flash('success', \`Thank you, \${message.name}.\`);
    return c.redirect('/', 303);
  });

  // Halyard answers every other address with a 404, and every error that a handler throws.
  return app;
}

/** The fields of a form, or of JSON. */
async function fieldsOf(c«: Context»)«: Promise<Fields>» {
  if (!c.req.header('content-type')?.startsWith('application/json')) return c.req.parseBody();
  try {
    return (await c.req.json()) ?? {};
  } catch {
    // A thrown response has the same effect as a call.
    throw badRequest('The body is not valid JSON.');
  }
}
`;

export const hono: HostTemplate = {
  title: 'Hono',
  languages: ['ts', 'esm'],
  reason: 'Hono apps are ES modules',
  dependencies: ['hono', '@hono/node-server'],
  types: [],
  call: 'return c.var.reply.notFound()',
  routes: 'app',
  entry: 'server',
  files: (app) => flatFiles(app, { app: APP, listen: SERVE('(await createApp()).fetch') }),
};
