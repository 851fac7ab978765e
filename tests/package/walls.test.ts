import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from './pack.ts';

/** A file, what it must not say, and words of the reason that the linter gives. */
type Offence = readonly [path: string, code: string, reason: string];

const offences: readonly Offence[] = [
  ['src/core/a.ts', "import 'node:fs';", 'core/ is pure'],
  ['src/core/b.ts', "import 'fs/promises';", 'core/ is pure'],
  ['src/core/formats/c.ts', "import type { Express } from 'express';", 'core/ is pure'],
  ['src/core/d.ts', "await import('ejs');", 'core/ is pure'],
  ['src/core/e.ts', "import '../node-server/node-host.ts';", 'core/ imports only core/'],
  ['src/core/formats/f.ts', "import '../../adapters/express.ts';", 'core/ imports only core/'],
  ['src/core/g.ts', "export * from '../node/load.ts';", 'core/ imports only core/'],
  ['src/core/h.ts', "import '../conformance/index.ts';", 'core/ imports only core/'],
  ['src/core/i.ts', "import '../index.ts';", 'core/ imports only core/'],
  ['src/core/j.ts', 'export const mode = process.env;', 'core/ is pure: what the process knows'],
  ['src/core/k.ts', "export const bytes = Buffer.from('');", 'core/ runs without Node'],
  ['src/core/l.ts', "export const fs = require('node:fs');", 'core/ is pure and ESM'],
  ['src/core/m.ts', "export const stay = () => console.log('here');", 'console'],
  ['src/core/r.ts', "import '../forms/forms.ts';", 'core/ imports only core/'],
  ['src/forms/a.ts', "import 'node:crypto';", 'no Node and no host'],
  ['src/forms/b.ts', "import 'redis';", 'no Node and no host'],
  ['src/forms/c.ts', "import '../node-server/node-host.ts';", 'between core/ and the hosts'],
  ['src/forms/d.ts', 'export const mode = process.env;', 'forms/ runs wherever there is fetch'],
  ['src/core/t.ts', "import '../libraries/understand.ts';", 'core/ imports only core/'],
  ['src/libraries/a.ts', "import 'zod';", 'knows other libraries by their marks'],
  ['src/libraries/b.ts', "import 'node:fs';", 'imports core/ only'],
  ['src/libraries/c.ts', "import '../forms/bb.ts';", 'imports core/ only'],
  ['src/libraries/d.ts', 'export const mode = process.env;', 'wherever the core does'],
  ['src/core/s.ts', "import '../presets/sails-1.ts';", 'core/ imports only core/'],
  ['src/presets/a.ts', "import 'node:fs';", 'wherever the core does'],
  ['src/presets/b.ts', "import '../node-server/node-host.ts';", 'imports core/ only'],
  ['src/forms/e.ts', "import '../presets/sails-1.ts';", 'between core/ and the hosts'],
  ['src/server/a.ts', "import 'node:fs';", 'server/ is what hosts share'],
  ['src/server/b.ts', "import '../web/web-host.ts';", 'server/ lies below'],
  ['src/server/c.ts', 'export const mode = process.env;', 'server/ runs wherever there is fetch'],
  ['src/web/a.ts', "import 'node:crypto';", 'web/ is what the hosts of Request and Response share'],
  ['src/web/b.ts', "import 'hono';", 'web/ is what the hosts of Request and Response share'],
  ['src/web/c.ts', "import '../node-server/node-host.ts';", 'web/ lies below'],
  ['src/web/d.ts', "export const bytes = Buffer.from('');", 'web/ runs without Node'],
  ['src/core/t.ts', "import '../web/web-host.ts';", 'core/ imports only core/'],
  ['src/forms/f.ts', "import '../server/owners.ts';", 'between core/ and the hosts'],
  ['src/adapters/fetch.ts', "import 'node:http';", 'wherever there is fetch'],
  ['src/adapters/hono-parts.ts', "import '../node-server/node-host.ts';", 'wherever there is fetch'],
  ['src/node-server/a.ts', "import 'express';", 'no host and no library'],
  ['src/node-server/b.ts', "import '../adapters/express.ts';", 'node-server/ lies below'],
  ['src/node-server/c.ts', "import '../node/load.ts';", 'node-server/ lies below'],
  ['src/node/a.ts', "import '../adapters/node-http.ts';", 'node/ serves every adapter'],
  ['src/node/b.ts', "import 'express';", 'no host here'],
  ['src/node/error-page/c.ts', "import 'fastify';", 'no host here'],
  ['src/adapters/node-http.ts', "import './express.ts';", 'not another adapter'],
  ['src/adapters/express.ts', "import './node-http.ts';", 'not another adapter'],
  ['src/adapters/express-parts.ts', "import 'koa';", 'not another host'],
  ['src/adapters/koa.ts', "import '../node/load.ts';", 'An adapter reads no disk'],
  ['src/adapters/hono.ts', "import 'express';", 'not another host'],
  ['src/adapters/nest.ts', "import './express.ts';", 'not another adapter'],
  ['src/adapters/nest-parts.ts', "import 'koa';", 'not another host'],
  ['src/conformance/a.ts', "import '../core/status.ts';", 'imports nothing of ours'],
  ['src/conformance/b.ts', "import 'express';", 'nothing of ours or anyone'],
  ['src/conformance/c.ts', "import 'halyard';", 'nothing of ours or anyone'],
  ['src/index.ts', "export * from './node/load.ts';", 'the public face'],
  ['examples/koa/app.js', "import '../../src/index.ts';", 'like any other'],
  ['src/core/o.ts', 'export default 1;', 'default exports'],
  ['src/core/there.ts', "import type { Back } from './back.ts'; export type There = Back;", 'cycle'],
  ['src/core/back.ts', "import type { There } from './there.ts'; export type Back = There;", 'cycle'],
  ['src/core/ThatFile.ts', 'export const it = 1;', 'kebab-case'],
  ['src/core/p.ts', "import './bb';", 'extension'],
  ['src/core/q.test.ts', "import { expect, it } from 'vitest'; it.skip('waits', () => expect(1).toBe(1));", 'disable tests'],
];

/** What the walls have doors for. */
const permitted: readonly (readonly [path: string, code: string])[] = [
  ['src/core/formats/aa.ts', "import '../bb.ts';"],
  ['src/core/bb.ts', 'export const part = 1;'],
  ['src/forms/aa.ts', "import 'iron-webcrypto';\nimport 'cookie';\nimport '../core/bb.ts';\nimport './bb.ts';"],
  ['src/forms/bb.ts', 'export const part = 1;'],
  ['src/libraries/aa.ts', "import '../core/bb.ts';\nimport './bb.ts';"],
  ['src/libraries/bb.ts', 'export const part = 1;'],
  ['src/presets/aa.ts', "import '../core/bb.ts';\nimport './bb.ts';"],
  ['src/presets/bb.ts', 'export const part = 1;'],
  ['src/server/aa.ts', "import '../core/bb.ts';\nimport '../presets/aa.ts';"],
  ['src/web/aa.ts', "import '@noble/hashes/hmac.js';\nimport '../core/bb.ts';\nimport '../forms/aa.ts';\nimport '../server/aa.ts';"],
  ['src/adapters/hono-aa.ts', "import 'hono';\nimport '../web/aa.ts';"],
  ['src/node-server/aa.ts', "import 'node:http';\nimport 'on-headers';\nimport '../core/bb.ts';\nimport '../forms/aa.ts';\nimport '../libraries/aa.ts';"],
  ['src/node/aa.ts', "import 'node:fs/promises';\nimport 'ejs';\nimport '../core/bb.ts';\nimport '../node-server/aa.ts';"],
  ['src/adapters/express-aa.ts', "import 'node:http';\nimport 'express';\nimport '../core/bb.ts';\nimport '../node-server/aa.ts';\nimport './express-bb.ts';"],
  ['src/adapters/express-bb.ts', 'export const part = 1;'],
  ['src/adapters/nest-aa.ts', "import '@nestjs/common';\nimport '@nestjs/core';\nimport './express-bb.ts';\nimport './nest-bb.ts';\nimport '../core/bb.ts';"],
  ['src/adapters/nest-bb.ts', 'export const part = 1;'],
  ['src/conformance/bb.ts', "import 'node:net';\nimport './cc.ts';"],
  ['src/conformance/cc.ts', 'export const requirement = 1;'],
  ['src/core/bb.test.ts', "import 'fast-check';\nimport './bb.ts';\nimport '../node/aa.ts';"],
];

describe('the walls', () => {
  let house: string;
  const found = new Map<string, string>();

  beforeAll(() => {
    house = mkdtempSync(join(tmpdir(), 'halyard-walls-'));
    for (const file of ['biome.jsonc', 'package.json']) cpSync(join(root, file), join(house, file));
    symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'));
    for (const [path, code] of [...offences, ...permitted]) {
      mkdirSync(dirname(join(house, path)), { recursive: true });
      writeFileSync(join(house, path), `${code}\n`);
    }
    const { stdout, stderr } = spawnSync(join(root, 'node_modules/.bin/biome'), ['lint', '--max-diagnostics=none'], { cwd: house, encoding: 'utf8' });
    // Each finding begins with a line that names its place; the JSON report leaves out some of the reasons.
    for (const finding of `${stdout}${stderr}`.split(/^(?=[\w./-]+(?::\d+:\d+)? lint\/)/m)) {
      const [path = ''] = finding.match(/^[\w./-]+/) ?? [];
      found.set(path, `${found.get(path) ?? ''}${finding}`);
    }
  });
  afterAll(() => rmSync(house, { recursive: true }));

  it.each(offences)('keep from %s: %s', (path, _code, reason) => {
    expect(found.get(path)).toContain(reason);
  });

  it.each(permitted)('let %s through', (path) => {
    expect(found.get(path)).toBe(undefined);
  });
});
