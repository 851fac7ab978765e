import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from './clients.ts';
import { type Lifted, SailsApp } from './sails-app.ts';

describe('a Sails app in development', () => {
  let app: SailsApp;
  let sails: Lifted;
  beforeAll(async () => {
    const files = {
      'api/responses/notFound.js': 'module.exports = function notFound() { return this.res.status(404).json({ mine: true }); };',
      'config/http.js':
        "module.exports.http = { middleware: { order: ['cookieParser', 'session', 'bodyParser', 'own', 'router', 'www'], own: (req, res, next) => req.url === '/own' ? res.status(404).end('own') : next() } };",
    };
    app = new SailsApp({ hook: true, files });
    sails = await app.lift('development');
  }, 180_000);
  afterAll(async () => {
    await sails.stop();
    app.remove();
  });

  it("gets no hint about its own responses and middleware, which are Sails' way to replace an answer", async () => {
    expect(await ask(`${sails.origin}/no/such/page`)).toMatchObject({ status: 404, text: expect.stringMatching(/"mine": ?true/) });
    expect(await ask(`${sails.origin}/own`)).toMatchObject({ status: 404, text: 'own' });
    expect(sails.log).not.toContain('before Halyard');
  });
});
