import { describe, expect, it } from 'vitest';
import { ask, BROWSER } from './clients.ts';
import { useSails } from './lifted-app.ts';
import type { Mode } from './sails-app.ts';
import { SocketClient } from './socket-client.ts';

const MODES: readonly Mode[] = ['development', 'production'];
const exported = (code: string): string => `module.exports = ${code};`;

const FILES = {
  'api/responses/forbidden.js': exported('function () { throw new Error("spare"); }'),
  'api/responses/notFound.js': exported('async function () { throw new Error("spare"); }'),
  'api/responses/badRequest.js': exported('function () { return this.res.nowhere(); }'),
  'api/responses/serverError.js': exported('function () { return this.res.view("pages/none"); }'),
  'api/responses/ok.js': exported('function () { throw new Error("spare"); }'),
  'api/responses/sunk.js': exported('function () { throw new Error("spare"); }'),
  'api/responses/sunkLater.js': exported('async function () { throw new Error("spare"); }'),
  'api/responses/silent.js': exported('function () {}'),
  'api/responses/recursive.js': exported('function () { return this.res.recursive(); }'),
  'config/halyard.js': 'module.exports.halyard = { deadline: 200 };',
  'config/routes.js': `module.exports.routes = { 'GET /ok': (req, res) => res.json(1), 'GET /respond/:name': (req, res) => res[req.params.name]({ berth: 12 }) };`,
};

describe.each(MODES)('a file in api/responses that fails answers in the form of the preset, in %s', (mode) => {
  const sails = useSails(mode, { files: FILES });

  it.each<[string, number, unknown]>([
    ['forbidden', 403, { berth: 12 }],
    ['notFound', 404, { berth: 12 }],
    ['badRequest', 400, { berth: 12 }],
    ['serverError', 500, undefined],
    ['ok', 200, { berth: 12 }],
    ['sunk', 500, undefined],
    ['sunkLater', 500, undefined],
    ['silent', 500, undefined],
    ['recursive', 500, undefined],
  ])('%s', async (name, status, body) => {
    const path = `${sails().origin}/respond/${name}`;
    const client = await SocketClient.connect(sails().origin);
    const [program, ack] = [await ask(path), await client.ask(`/respond/${name}`)];
    client.close();
    for (const [found, text] of [
      [program.status, program.json()],
      [ack.statusCode, ack.body],
    ]) {
      expect(found).toBe(status);
      if (body !== undefined) expect(text).toEqual(body);
      else if (mode === 'production') expect(text).toBe('Internal Server Error');
      else expect(text).not.toHaveProperty('title');
    }
    const page = await ask(path, { headers: BROWSER });
    expect([page.status, page.headers['content-type']]).toEqual([status, expect.stringMatching(status === 200 ? /json/ : /html/)]);
  });
});
