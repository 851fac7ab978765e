import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { diagnose } from '../../src/cli/doctor/diagnose.ts';
import { findEntry } from '../../src/cli/source/find-entry.ts';

/** The files of an app by path. */
export type Files = Readonly<Record<string, string>>;

/** The findings of an app as `code file:line`. Without a package.json of its own, the app starts server.ts. */
export function findingsOf(files: Files): readonly string[] {
  const root = mkdtempSync(join(tmpdir(), 'halyard-doctor-'));
  for (const [path, text] of Object.entries({ 'package.json': '{}', ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const entry = findEntry(root);
  if (entry === undefined) throw new Error('The app has no entry.');
  return diagnose(entry).findings.map(({ code, file, line }) => `${code} ${relative(root, file)}:${line}`);
}

export const EXPRESS = "import express from 'express';\nimport { halyard } from 'halyard/express';\nexport const app = express();\nhalyard(app);\n";
export const KOA = "import Koa from 'koa';\nimport { halyard } from 'halyard/koa';\nexport const app = new Koa();\nhalyard(app);\n";
export const HONO = "import { Hono } from 'hono';\nimport { halyard } from 'halyard/hono';\nexport const app = new Hono();\nhalyard(app);\n";
export const FASTIFY =
  "import Fastify from 'fastify';\nimport { halyard } from 'halyard/fastify';\nexport const app = Fastify();\nawait app.register(halyard);\n";
export const HAPI =
  "import Hapi from '@hapi/hapi';\nimport { halyard } from 'halyard/hapi';\nexport const server = Hapi.server();\nawait server.register({ plugin: halyard, options: {} });\n";
export const FETCH = "import { halyard } from 'halyard/fetch';\n\n\nexport const app = halyard();\n";
export const NODE = "import { halyard } from 'halyard/node-http';\n\n\nexport const app = halyard();\n";
export const NEST =
  "import { Catch } from '@nestjs/common';\nimport { NestFactory } from '@nestjs/core';\nimport { HalyardModule } from 'halyard/nest';\n@Module({ imports: [HalyardModule.forRoot()] }) class A {}\n";

export const one = (head: string, code: string): Files => ({ 'server.ts': head + code });
