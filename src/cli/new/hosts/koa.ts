import type { HostTemplate } from '../host-template.ts';
import { NODE_LISTEN } from '../parts/server.ts';
import { flatFiles } from './flat-files.ts';

const APP = `import { bodyParser } from '@koa/bodyparser';
import Router from '@koa/router';
import { halyard } from 'halyard/koa';
import { load } from 'halyard/load';
import Koa from 'koa';
import { addMessage, allMessages, findMessage, issuesOf } from './messages.ts';
«import type { Fields } from './messages.ts';
»
/** Makes the app. It does not listen, so that tests can make one, too. */
export async function createApp() {
  const app = new Koa();

  // From here on, every \`ctx\` has the responses. The folder has views/ and api/responses/.
  halyard(app, {
    ...(await load({ root: import.meta.dirname })),
    // Seals what a form takes back to its page. Development needs no secret.
    flash: { secret: process.env.FLASH_SECRET || undefined },
  });
  app.use(bodyParser({ jsonLimit: '16kb', formLimit: '16kb' }));

  const router = new Router();

  router.get('/', (ctx) => ctx.ok({ messages: allMessages() }, { view: 'home' }));

  router.get('/messages/:id', (ctx) => {
    const message = findMessage(ctx.params.id«!»);
    if (message === undefined) return ctx.notFound('There is no such message.');
    return ctx.ok(message);
  });

  router.post('/messages', (ctx) => {
    const fields = (ctx.request.body ?? {})« as Fields»;
    const issues = issuesOf(fields);
    // A form goes back to its page, with the errors and what was typed. A program gets a 400 with the same issues.
    if (issues.length > 0) return ctx.badRequest(issues, '/');
    const message = addMessage(fields);
    if (ctx.accepts('json', 'html') === 'json') return ctx.created(message, \`/messages/\${message.id}\`);
    // Redirects a browser, so that a reload does not send the form again.
    ctx.form.flash('success', \`Thank you, \${message.name}.\`);
    ctx.status = 303;
    return ctx.redirect('/');
  });

  // Halyard answers every other address with a 404, a wrong method with a 405, and every error that a handler throws.
  app.use(router.routes()).use(router.allowedMethods());
  return app;
}
`;

const LISTEN = NODE_LISTEN(`import { createServer } from 'halyard/koa';\nimport { createApp } from './app.ts';`, 'createServer(await createApp())');

export const koa: HostTemplate = {
  title: 'Koa',
  languages: ['ts', 'esm', 'cjs'],
  dependencies: ['koa', '@koa/router', '@koa/bodyparser'],
  types: ['@types/koa'],
  call: 'return ctx.notFound()',
  routes: 'app',
  entry: 'server',
  files: (app) => flatFiles(app, { app: APP, listen: LISTEN }),
};
