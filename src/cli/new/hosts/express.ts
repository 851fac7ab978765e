import type { HostTemplate } from '../host-template.ts';
import { NODE_LISTEN } from '../parts/server.ts';
import { flatFiles } from './flat-files.ts';

const APP = `import express from 'express';
import { halyard } from 'halyard/express';
import { load } from 'halyard/load';
import { addMessage, allMessages, findMessage, issuesOf } from './messages.ts';

/** Makes the app. It does not listen, so that tests can make one, too. */
export async function createApp() {
  const app = express().disable('x-powered-by');

  // From here on, every \`res\` has the responses. The folder has views/ and api/responses/.
  halyard(app, {
    ...(await load({ root: import.meta.dirname })),
    // Seals what a form takes back to its page. Development needs no secret.
    flash: { secret: process.env.FLASH_SECRET || undefined },
  });
  app.use(express.json({ limit: '16kb' }), express.urlencoded({ limit: '16kb', extended: false }));

  app.get('/', (_req, res) => res.ok({ messages: allMessages() }, { view: 'home' }));

  app.get('/messages/:id', (req, res) => {
    const message = findMessage(req.params.id);
    if (message === undefined) return res.notFound('There is no such message.');
    return res.ok(message);
  });

  app.post('/messages', (req, res) => {
    const issues = issuesOf(req.body ?? {});
    // A form goes back to its page, with the errors and what was typed. A program gets a 400 with the same issues.
    if (issues.length > 0) return res.badRequest(issues, '/');
    const message = addMessage(req.body);
    if (req.accepts(['json', 'html']) === 'json') return res.created(message, \`/messages/\${message.id}\`);
    // Redirects a browser, so that a reload does not send the form again.
    res.form.flash('success', \`Thank you, \${message.name}.\`);
    return res.redirect(303, '/');
  });

  // Halyard answers every other address with a 404, and every error that a handler throws.
  return app;
}
`;

const LISTEN = NODE_LISTEN(`import { createServer } from 'halyard/express';\nimport { createApp } from './app.ts';`, 'createServer(await createApp())');

export const express: HostTemplate = {
  title: 'Express',
  languages: ['ts', 'esm', 'cjs'],
  dependencies: ['express'],
  types: ['@types/express'],
  call: 'return res.notFound()',
  routes: 'app',
  entry: 'server',
  files: (app) => flatFiles(app, { app: APP, listen: LISTEN }),
};
