import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { load } from 'halyard/load';
import { sailsHook } from 'halyard/sails';
import { inRequest } from './faults.mjs';
import { nodeContext } from './node-context.mjs';
import { controlOptions, register } from './options.mjs';

// Sails is installed in a separate folder, away from our own packages.
const { Sails } = createRequire(`${process.env.SAILS}/package.json`)('sails');

const routes = {};
register((method, path, handler) => {
  routes[`${method} ${path}`] = (request, reply) => inRequest(() => handler(nodeContext(request, reply)));
});

const sails = new Sails();
const options = {
  appPath: new URL('app', import.meta.url).pathname,
  explicitHost: '127.0.0.1',
  // For Sails, port 0 means that no port is set.
  port: Number(process.env.PORT) || (await freePort()),
  environment: process.env.NODE_ENV,
  // A session would add a cookie to every answer.
  hooks: { session: false, responses: (app) => sailsHook(app, load) },
  globals: false,
  log: { level: 'silent' },
  // The views of the fixture come with its options, so that they can break.
  paths: { views: new URL('app/no-views', import.meta.url).pathname },
  routes,
  // In a Sails app, both options have other defaults.
  halyard: { ...(await controlOptions()), preset: process.env.CONTROL_PRESET, developmentPage: true },
};
sails.lift(options, (error) => {
  if (error) throw error;
  console.log(`LISTENING http://127.0.0.1:${options.port}`);
});

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
