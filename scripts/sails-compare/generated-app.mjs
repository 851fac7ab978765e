import { fileURLToPath } from 'node:url';
import { SailsApp } from '../sails-app.mjs';

const FROM = fileURLToPath(new URL('app', import.meta.url));

/** What a deployment sets: a base URL, origins of sockets, and a migration that keeps the data. */
const settings = (mode) => ({
  models__migrate: mode === 'production' ? 'safe' : 'drop',
  custom__baseUrl: 'http://127.0.0.1',
  sockets__onlyAllowOrigins: JSON.stringify(['http://127.0.0.1:<port>']),
  session__cookie__secure: 'false',
  http__trustProxy: 'false',
  log__level: 'error',
});

/** An app from the web template of Sails' own generator, with the files of `app/` in it, with or without the hook. */
export class GeneratedApp extends SailsApp {
  constructor({ hook }) {
    super({ hook, template: 'web', from: FROM });
  }

  lift(mode) {
    return super.lift(mode, settings(mode));
  }
}
