import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Project } from '../project.ts';

let project: Project;
afterEach(() => project?.remove());

interface Case {
  readonly manifest: object;
  readonly packages: readonly string[];
  readonly file: string;
  readonly source: string;
}

// biome-ignore lint/suspicious/noTemplateCurlyInString: it is the code of the apps
const PORT = 'console.log(`port ${server.address().port}`)';

/** Apps as people write them. Each listens on a free port and prints it. */
const APPS: Readonly<Record<string, Case>> = {
  'Express as a module': {
    manifest: { type: 'module', main: 'server.js' },
    packages: ['express'],
    file: 'server.js',
    source: `import express from 'express';\n\nconst web = express();\nweb.get('/', (req, res) => res.send('home'));\nconst server = web.listen(0, '127.0.0.1', () => ${PORT});\n`,
  },
  'Express in src/, with a chain': {
    manifest: { type: 'module', scripts: { start: 'node src/app.js' } },
    packages: ['express'],
    file: 'src/app.js',
    source: `import express from 'express';\nexport const app = express()\n  .disable('x-powered-by');\nconst server = app.listen(0, '127.0.0.1', () => ${PORT});\n`,
  },
  'Express as CommonJS in an async function': {
    manifest: { main: 'index.js' },
    packages: ['express'],
    file: 'index.js',
    source: `'use strict';\nconst express = require('express');\nasync function main() {\n  const app = express();\n  const server = app.listen(0, '127.0.0.1', () => ${PORT});\n}\nmain();\n`,
  },
  Fastify: {
    manifest: { type: 'module', main: 'server.js' },
    packages: ['fastify'],
    file: 'server.js',
    source: `import Fastify from 'fastify';\nconst fastify = Fastify({\n  trustProxy: true,\n});\nawait fastify.listen({ port: 0, host: '127.0.0.1' });\nconst { server } = fastify;\n${PORT};\n`,
  },
  Koa: {
    manifest: { type: 'module', main: 'server.js' },
    packages: ['koa'],
    file: 'server.js',
    source: `import Koa from 'koa';\nconst app = new Koa();\nconst server = app.listen(0, '127.0.0.1', () => ${PORT});\n`,
  },
  Hono: {
    manifest: { type: 'module', main: 'server.js' },
    packages: ['hono', '@hono/node-server'],
    file: 'server.js',
    source: `import { serve } from '@hono/node-server';\nimport { Hono } from 'hono';\nconst app = new Hono();\nconst server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => ${PORT});\n`,
  },
  hapi: {
    manifest: { type: 'module', main: 'server.js' },
    packages: ['@hapi/hapi'],
    file: 'server.js',
    source: `import Hapi from '@hapi/hapi';\nconst shop = Hapi.server({ port: 0, host: '127.0.0.1' });\nawait shop.start();\nconsole.log(\`port \${shop.info.port}\`);\n`,
  },
};

/** Adds the printed lines at their places, as a person does, the last first. */
function apply(output: string): void {
  const additions = [...output.matchAll(/^(\S+?)(?::(\d+))? {2}(?:after|at|before|into).*\n((?: {2}.*\n)+)/gm)].map(
    ([, file = '', line = '0', lines = '']) => ({ file, line: Number(line), lines }),
  );
  expect(additions).toHaveLength(2);
  for (const { file, line, lines } of additions.sort((a, b) => b.line - a.line)) {
    const text = project.read(file).split('\n');
    text.splice(line, 0, lines.trimEnd());
    project.write(file, text.join('\n'));
  }
}

async function answerOf(file: string): Promise<Response> {
  const child = spawn(process.execPath, [join(project.path, file)], {
    cwd: project.path,
    env: { ...process.env, NODE_ENV: 'production', FLASH_SECRET: 'a secret of the shop, 1234567890123456', NODE_OPTIONS: '' },
  });
  try {
    const port = await new Promise<string>((resolve, reject) => {
      let text = '';
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
          const found = /^port (\d+)$/m.exec(text)?.[1];
          if (found !== undefined) resolve(found);
        });
      child.on('exit', () => reject(new Error(text)));
    });
    return await fetch(`http://127.0.0.1:${port}/nowhere`, { headers: { accept: 'text/html' } });
  } finally {
    child.kill();
  }
}

describe('the lines that halyard init prints', () => {
  it.each(Object.entries(APPS))('mount Halyard with the folders of the app: %s', async (_, { manifest, packages, file, source }) => {
    project = new Project(manifest, packages);
    project.write(file, source);
    const { code, stdout, stderr } = await project.halyard(['init']);
    expect([code, stderr]).toEqual([0, '']);
    expect(project.read(file)).toBe(source);
    project.write('views/404.ejs', '<h1>Mine</h1>');
    apply(stdout);
    const answer = await answerOf(file);
    expect([answer.status, await answer.text()]).toEqual([404, '<h1>Mine</h1>']);
  });

  it('are those of a module of Nest, in its own file', async () => {
    project = new Project({ scripts: { start: 'nest start' }, dependencies: { halyard: '1' } }, []);
    project.write('tsconfig.json', '{ "compilerOptions": { "module": "commonjs" } }');
    project.write(
      'src/main.ts',
      "import { NestFactory } from '@nestjs/core';\nimport { AppModule } from './app.module';\nasync function bootstrap() {\n  const app = await NestFactory.create(AppModule);\n  await app.listen(3000);\n}\nbootstrap();\n",
    );
    project.write('src/app.module.ts', "import { Module } from '@nestjs/common';\n\n@Module({ imports: [] })\nexport class AppModule {}\n");
    const { stdout } = await project.halyard(['init']);
    expect(stdout).toContain("src/app.module.ts:1  after the imports\n  import { HalyardModule } from 'halyard/nest';\n  import { load } from 'halyard/load';");
    expect(stdout).toMatch(
      /src\/app\.module\.ts:\d {2}into the imports of the module AppModule\n {2}HalyardModule\.forRoot\(load\(\{ root: `\$\{__dirname\}\/\.\.` \}\)\),/,
    );
  });

  it('have a note, if the file has no await at its top', async () => {
    project = new Project({ main: 'server.js' });
    project.write('server.js', "const express = require('express');\nconst app = express();\napp.listen(3000);\n");
    const { stdout } = await project.halyard(['init']);
    expect(stdout).toMatch(/npx halyard doctor {13}mistakes.*\n {2}npx halyard drill \.\/server\.js {2}every error answer\n$/);
    expect(stdout).toContain("server.js:1  after the imports\n  const { halyard } = require('halyard/express');");
    expect(stdout).toContain('server.js:2  after `app` is made');
    expect(stdout).toContain('load({ root: __dirname })');
    expect(stdout).toContain('async function main()');
  });

  it.each([
    ['module', "import { fastifyOptions, halyard } from 'halyard/fastify';"],
    ['commonjs', "const { fastifyOptions, halyard } = require('halyard/fastify');"],
  ])('say that the options of Fastify go through fastifyOptions(), in a %s', async (type, line) => {
    project = new Project({ type, main: 'server.js' });
    const load = type === 'module' ? "import Fastify from 'fastify';" : "const Fastify = require('fastify');";
    project.write('server.js', `${load}\nconst app = Fastify({ logger: true });\napp.listen({ port: 3000 });\n`);
    const { stdout } = await project.halyard(['init']);
    expect(stdout).toContain(line);
    expect(stdout).toContain('Fastify(fastifyOptions({ logger: true }))');
  });

  it('are for node:http, if no host is used', async () => {
    project = new Project({ type: 'module' });
    project.write('server.js', "import { createServer } from 'node:http';\ncreateServer((req, res) => res.end()).listen(3000);\n");
    const { stdout } = await project.halyard(['init']);
    expect(stdout).toContain("import { halyard } from 'halyard/node-http';");
    expect(stdout).toContain('server.js:2  before the server is made');
  });
});
