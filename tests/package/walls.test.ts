import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from './pack.ts';

/** A file, code that it must not contain, and a part of the linter's reason. */
type Offence = readonly [path: string, code: string, reason: string];

const offences: readonly Offence[] = [
  // core/: no Node, no host, no library, and nothing of the rooms above it.
  ['src/core/values/a.ts', "import 'node:fs';", 'core/ is pure'],
  ['src/core/values/b.ts', "import 'fs/promises';", 'core/ is pure'],
  ['src/core/formats/c.ts', "import type { Express } from 'express';", 'core/ is pure'],
  ['src/core/report/d.ts', "await import('ejs');", 'core/ is pure'],
  ['src/core/ports/e.ts', "import '../../hosting/node/node-host.ts';", 'core/ imports only core/'],
  ['src/core/formats/f.ts', "import '../../adapters/express/express.ts';", 'core/ imports only core/'],
  ['src/core/settings/g.ts', "export * from '../../load/load.ts';", 'core/ imports only core/'],
  ['src/core/h.ts', "import '../conformance/index.ts';", 'core/ imports only core/'],
  ['src/core/i.ts', "import '../index.ts';", 'core/ imports only core/'],
  ['src/core/values/i.ts', "import '../../index.ts';", 'core/ imports only core/'],
  ['src/core/values/issues/i.ts', "import '../../../index.ts';", 'core/ imports only core/'],
  ['src/core/ports/j.ts', "import '../../forms/forms.ts';", 'core/ imports only core/'],
  ['src/core/error-mapping/k.ts', "import '../../libraries/map-library-value.ts';", 'core/ imports only core/'],
  ['src/core/settings/l.ts', "import '../../presets/sails-1.ts';", 'core/ imports only core/'],
  ['src/core/pipeline/m.ts', "import '../../hosting/web/web-host.ts';", 'core/ imports only core/'],
  ['src/core/values/n.ts', "export const stay = () => console.log('here');", 'console'],
  // Code that runs on every platform with fetch.
  ['src/core/values/o.ts', 'export const mode = process.env;', 'what the process knows'],
  ['src/core/values/p.ts', "export const bytes = Buffer.from('');", 'runs without Node'],
  ['src/core/values/q.ts', "export const fs = require('node:fs');", 'runs without Node, and is ESM'],
  ['src/forms/flash/a.ts', 'export const mode = process.env;', 'runs without Node'],
  ['src/libraries/a.ts', 'export const mode = process.env;', 'runs without Node'],
  ['src/presets/a.ts', "export const bytes = Buffer.from('');", 'runs without Node'],
  ['src/hosting/shared/a.ts', 'export const mode = process.env;', 'runs without Node'],
  ['src/hosting/web/a.ts', "export const bytes = Buffer.from('');", 'runs without Node'],
  ['src/adapters/fetch/a.ts', 'export const mode = process.env;', 'runs without Node'],
  // forms/, libraries/ and presets/ stand beside each other, above core/.
  ['src/forms/stores/b.ts', "import 'node:crypto';", 'no Node and no host'],
  ['src/forms/stores/c.ts', "import 'redis';", 'no Node and no host'],
  ['src/forms/page/d.ts', "import '../../hosting/node/node-host.ts';", 'between core/ and the hosts'],
  ['src/forms/page/e.ts', "import '../../presets/sails-1.ts';", 'between core/ and the hosts'],
  ['src/libraries/validators/b.ts', "import 'zod';", 'known by their marks'],
  ['src/libraries/clients/c.ts', "import 'node:fs';", 'import core/ only'],
  ['src/libraries/frameworks/d.ts', "import '../../forms/forms.ts';", 'import core/ only'],
  ['src/presets/b.ts', "import 'node:fs';", 'import core/ only'],
  ['src/presets/c.ts', "import '../hosting/node/node-host.ts';", 'import core/ only'],
  ['src/presets/d.ts', "import '../libraries/aa.ts';", 'import core/ only'],
  // hosting/
  ['src/hosting/shared/b.ts', "import 'node:fs';", 'wherever there is fetch'],
  ['src/hosting/shared/c.ts', "import '../node/node-host.ts';", 'beside hosting/node/'],
  ['src/hosting/web/b.ts', "import 'node:crypto';", 'wherever there is fetch'],
  ['src/hosting/web/c.ts', "import 'hono';", 'no host'],
  ['src/hosting/web/d.ts', "import '../node/node-host.ts';", 'beside hosting/node/'],
  ['src/hosting/web/e.ts', "import '../sockets/message-host.ts';", 'beside hosting/node/'],
  ['src/hosting/node/a.ts', "import 'express';", 'no host'],
  ['src/hosting/node/b.ts', "import '../../adapters/express/express.ts';", 'lies below the adapters'],
  ['src/hosting/node/c.ts', "import '../../load/load.ts';", 'lies below the adapters'],
  ['src/hosting/sockets/a.ts', "import 'socket.io';", 'no host'],
  // load/
  ['src/load/a.ts', "import '../adapters/node-http/node-http.ts';", 'serves every adapter'],
  ['src/load/b.ts', "import 'express';", 'no host here'],
  // adapters/
  ['src/adapters/node-http/a.ts', "import '../express/express.ts';", 'nothing of another host'],
  ['src/adapters/express/a.ts', "import '../node-http/node-http.ts';", 'nothing of another host'],
  ['src/adapters/koa/a.ts', "import type { Part } from '../hono/part.ts';", 'nothing of another host'],
  ['src/adapters/restify/a.ts', "import '../express/express.ts';", 'nothing of another host'],
  ['src/adapters/koa/b.ts', "import 'lodash';", 'its own library'],
  ['src/adapters/koa/c.ts', "import '../../load/load.ts';", 'reads no disk'],
  ['src/adapters/hono/a.ts', "import 'express';", 'its own library'],
  ['src/adapters/hono/b.ts', "import '../fetch/fetch.ts';", 'nothing of another host'],
  ['src/adapters/hono/c.ts', "import '../../hosting/node/node-host.ts';", 'wherever there is fetch'],
  ['src/adapters/fetch/b.ts', "import 'node:http';", 'wherever there is fetch'],
  ['src/adapters/nest/a.ts', "import '../koa/koa.ts';", 'nothing of another host'],
  ['src/adapters/nest/b.ts', "import 'koa';", 'its own library'],
  ['src/adapters/sails/a.ts', "import '../node-http/node-http.ts';", 'nothing of another host'],
  // testing/
  ['src/testing/a.ts', "import 'node:assert';", 'no Node, no host'],
  ['src/testing/b.ts', "import 'express';", 'no Node, no host'],
  ['src/testing/c.ts', "import '../adapters/express/express.ts';", 'serves no requests'],
  ['src/testing/checks/d.ts', "import '../../hosting/node/node-host.ts';", 'serves no requests'],
  ['src/core/values/t.ts', "import '../../testing/bb.ts';", 'core/ imports only core/'],
  ['src/forms/page/t.ts', "import '../../testing/bb.ts';", 'between core/ and the hosts'],
  ['src/libraries/t.ts', "import '../testing/bb.ts';", 'import core/ only'],
  ['src/development/t.ts', "import '../testing/bb.ts';", 'development/ imports'],
  ['src/hosting/node/t.ts', "import '../../testing/bb.ts';", 'lies below the adapters'],
  ['src/load/t.ts', "import '../testing/bb.ts';", 'serves every adapter'],
  ['src/adapters/koa/t.ts', "import '../../testing/bb.ts';", 'reads no disk'],
  ['src/adapters/fetch/t.ts', "import '../../testing/bb.ts';", 'runs wherever there is fetch'],
  ['src/cli/t.ts', "import '../testing/bb.ts';", 'serves no requests'],
  // conformance/, the entry, the examples
  ['src/conformance/a.ts', "import '../core/values/status.ts';", 'imports nothing of ours'],
  ['src/conformance/b.ts', "import 'express';", 'nothing of ours or anyone'],
  ['src/conformance/c.ts', "import 'halyard';", 'nothing of ours or anyone'],
  ['src/index.ts', "export * from './load/load.ts';", 'the public face'],
  ['examples/koa/app.js', "import '../../src/index.ts';", 'like any other'],
  // Every file
  ['src/core/values/r.ts', 'export default 1;', 'default exports'],
  ['src/core/values/there.ts', "import type { Back } from './back.ts'; export type There = Back;", 'cycle'],
  ['src/core/values/back.ts', "import type { There } from './there.ts'; export type Back = There;", 'cycle'],
  ['src/core/values/ThatFile.ts', 'export const it = 1;', 'kebab-case'],
  ['src/core/values/s.ts', "import './bb';", 'extension'],
  ['src/core/values/q.test.ts', "import { expect, it } from 'vitest'; it.skip('waits', () => expect(1).toBe(1));", 'disable tests'],
];

/** Imports that the rules allow. */
const permitted: readonly (readonly [path: string, code: string])[] = [
  ['src/core/formats/aa.ts', "import '../values/bb.ts';"],
  ['src/core/values/bb.ts', 'export const part = 1;'],
  ['src/forms/flash/aa.ts', "import 'iron-webcrypto';\nimport 'cookie';\nimport '../../core/values/bb.ts';\nimport './bb.ts';"],
  ['src/forms/flash/bb.ts', 'export const part = 1;'],
  ['src/libraries/aa.ts', "import '../core/values/bb.ts';"],
  ['src/libraries/validators/aa.ts', "import '../../core/values/bb.ts';\nimport '../aa.ts';"],
  ['src/presets/aa.ts', "import '../core/values/bb.ts';\nimport './bb.ts';"],
  ['src/presets/bb.ts', 'export const part = 1;'],
  ['src/hosting/shared/aa.ts', "import '../../core/values/bb.ts';\nimport '../../presets/aa.ts';"],
  ['src/hosting/web/aa.ts', "import '@noble/hashes/hmac.js';\nimport '../../core/values/bb.ts';\nimport '../../forms/flash/aa.ts';\nimport '../shared/aa.ts';"],
  [
    'src/hosting/node/aa.ts',
    "import 'node:http';\nimport 'on-headers';\nimport '../../core/values/bb.ts';\nimport '../../forms/flash/aa.ts';\nimport '../../libraries/aa.ts';",
  ],
  ['src/hosting/sockets/aa.ts', "import 'node:http';\nimport '../node/aa.ts';"],
  ['src/load/aa.ts', "import 'node:fs/promises';\nimport 'ejs';\nimport '../core/values/bb.ts';\nimport '../hosting/node/aa.ts';"],
  [
    'src/adapters/express/aa.ts',
    "import 'node:http';\nimport 'express';\nimport '../../core/values/bb.ts';\nimport '../../hosting/node/aa.ts';\nimport './bb.ts';",
  ],
  ['src/adapters/express/bb.ts', 'export const part = 1;'],
  ['src/adapters/hono/aa.ts', "import 'hono';\nimport '../../hosting/web/aa.ts';"],
  [
    'src/adapters/nest/aa.ts',
    "import '@nestjs/common';\nimport '@nestjs/core';\nimport '../express/bb.ts';\nimport './bb.ts';\nimport '../../core/values/bb.ts';",
  ],
  ['src/adapters/nest/bb.ts', 'export const part = 1;'],
  ['src/adapters/sails/aa.ts', "import '../express/bb.ts';"],
  [
    'src/testing/aa.ts',
    "import 'vitest';\nimport '../core/values/bb.ts';\nimport '../forms/flash/aa.ts';\nimport '../hosting/shared/aa.ts';\nimport './bb.ts';",
  ],
  ['src/testing/bb.ts', 'export const part = 1;'],
  ['src/conformance/bb.ts', "import 'node:net';\nimport './cc.ts';"],
  ['src/conformance/cc.ts', 'export const requirement = 1;'],
  ['src/core/values/bb.test.ts', "import 'fast-check';\nimport './bb.ts';\nimport '../../load/aa.ts';"],
];

describe('the import rules', () => {
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
    // Each finding starts with a line that names its place. The JSON report leaves some reasons out, so the text report is read.
    for (const finding of `${stdout}${stderr}`.split(/^(?=[\w./-]+(?::\d+:\d+)? lint\/)/m)) {
      const [path = ''] = finding.match(/^[\w./-]+/) ?? [];
      found.set(path, `${found.get(path) ?? ''}${finding}`);
    }
  });
  afterAll(() => rmSync(house, { recursive: true }));

  it.each(offences)('refuse in %s: %s', (path, _code, reason) => {
    expect(found.get(path)).toContain(reason);
  });

  it.each(permitted)('allow %s', (path) => {
    expect(found.get(path)).toBe(undefined);
  });
});
