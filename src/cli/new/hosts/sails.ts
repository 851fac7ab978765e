import type { HostTemplate } from '../host-template.ts';
import { MESSAGES } from '../parts/messages.ts';
import { SERVER } from '../parts/server.ts';
import { APP_TEST } from '../parts/tests.ts';
import { sourceIn } from '../source.ts';

const CONTROLLER = `const { addMessage, allMessages, findMessage, issuesOf } = require('../services/messages.js');

/** The actions of the app. \`res\` has all responses: the hook sails-hook-halyard adds them. */
module.exports = {
  home(_req, res) {
    return res.ok({ messages: allMessages() }, { view: 'home' });
  },

  find(req, res) {
    const message = findMessage(req.params.id);
    if (message === undefined) return res.notFound('There is no such message.');
    return res.ok(message);
  },

  create(req, res) {
    const issues = issuesOf(req.body ?? {});
    // A form goes back to its page, with the errors and what was typed. A program gets a 400 with the same issues.
    if (issues.length > 0) return res.badRequest(issues, '/');
    const message = addMessage(req.body);
    if (req.wantsJSON) return res.created(message, \`/messages/\${message.id}\`);
    // Redirects a browser, so that a reload does not send the form again.
    res.form.flash('success', \`Thank you, \${message.name}.\`);
    return res.redirect(303, '/');
  },
};
`;

const LISTEN = `const { once } = require('node:events');
const { promisify } = require('node:util');
const { Sails } = require('sails');

/** Starts the app on a port. 0 takes any free one. */
async function listen(wanted) {
  const sails = new Sails();
  // No route needs a session. To have them, remove \`hooks\`, and set \`secret\` in config/session.js: production needs it.
  await promisify(sails.lift).call(sails, { appPath: __dirname, port: wanted, hooks: { session: false } });
  const { server } = sails.hooks.http;
  if (!server.listening) await once(server, 'listening');
  return { port: server.address().port, close: () => promisify(sails.lower).call(sails) };
}

module.exports = { listen };
`;

const FILES: Readonly<Record<string, string>> = {
  'api/controllers/MessagesController.js': CONTROLLER,
  'config/routes.js': `module.exports.routes = {
  'GET /': 'MessagesController.home',
  'GET /messages/:id': 'MessagesController.find',
  'POST /messages': 'MessagesController.create',
};
`,
  'config/halyard.js': `/** The options of Halyard: node_modules/halyard/docs/options.md and sails-hook.md. */
module.exports.halyard = {
  // Programs get problem documents (RFC 9457). Without this line they get what Sails 1 sends.
  preset: undefined,
  // Seals what a form takes back to its page. Development needs no secret.
  flash: { secret: process.env.FLASH_SECRET || undefined },
};
`,
  'config/views.js': `/** Each page of views/ is complete. To share a layout, write it into views/layouts/layout.ejs, and remove this line. */
module.exports.views = { layout: false };
`,
  'config/log.js': `/** silly, verbose, debug, info, warn, error or silent. */
module.exports.log = { level: process.env.LOG_LEVEL || 'warn', noShip: true };
`,
  'config/globals.js': `/** Sails sets no globals, except \`sails\` itself. */
module.exports.globals = { _: false, async: false, models: false, sails: true };
`,
  'listen.js': LISTEN,
};

export const sails: HostTemplate = {
  title: 'Sails',
  languages: ['cjs'],
  reason: 'Sails apps are CommonJS JavaScript',
  dependencies: ['sails', 'sails-hook-halyard'],
  types: [],
  call: 'return res.notFound()',
  routes: 'api/controllers/MessagesController',
  entry: 'app',
  files: ({ name }) => [
    ...Object.entries(FILES).map(([path, text]) => ({ path, text })),
    { path: 'app.js', text: sourceIn('cjs', SERVER.replace('{{name}}', name)) },
    { path: 'api/services/messages.js', text: sourceIn('cjs', MESSAGES) },
    { path: 'test/app.test.js', text: sourceIn('cjs', APP_TEST('../listen.ts')) },
  ],
};
