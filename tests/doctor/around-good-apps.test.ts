import { describe, expect, it } from 'vitest';
import { EXPRESS, FASTIFY, type Files, findingsOf, HONO, KOA, one } from './findings-of.ts';

const VIEW = '<!doctype html><title>a</title>';
const LOADED =
  "import express from 'express';\nimport { halyard } from 'halyard/express';\nimport { load } from 'halyard/load';\nconst app = express();\nhalyard(app, await load({ root: import.meta.dirname }));\n";
const UP = LOADED.replace('root: import.meta.dirname', "root: join(import.meta.dirname, '..')");
const TSC = JSON.stringify({ scripts: { build: 'tsc -p .', start: 'node dist/main.js' } }, undefined, 1);

const manifest = (value: object): Files => ({ 'package.json': JSON.stringify(value, undefined, 1) });

describe('what is around a good app', () => {
  it.each<[string, Files]>([
    [
      'a host that is new enough',
      { ...one(KOA, ''), ...manifest({ dependencies: { koa: '^3.0.0' } }), 'node_modules/koa/package.json': '{"version":"3.0.1"}' },
    ],
    ['a range that allows newer ones', { ...one(EXPRESS, ''), ...manifest({ dependencies: { express: '>=4' } }) }],
    ['Node 20 as it is', { ...one(EXPRESS, ''), '.nvmrc': '20', ...manifest({ engines: { node: '>=18' } }) }],
    ['one copy that others link to', { ...one(EXPRESS, ''), 'node_modules/halyard/package.json': '{"name":"halyard","version":"1.0.0"}' }],
    [
      'forms with a secret of the environment',
      {
        'server.ts': EXPRESS.replace('halyard(app)', 'halyard(app, { flash: { secret: process.env.FLASH_SECRET } })').concat(
          "app.post('/a', (req, res) => res.badRequest(issues, '/a'));",
        ),
      },
    ],
    [
      'forms with a store',
      {
        'server.ts': EXPRESS.replace('halyard(app)', 'halyard(app, { flash: { store: sessionFlash() } })').concat(
          "app.post('/a', (req, res) => res.badRequest(issues, '/a'));",
        ),
      },
    ],
    [
      'forms without a redirect',
      { 'server.ts': EXPRESS.replace('halyard(app)', 'halyard(app, { flash: false })').concat("app.post('/a', (req, res) => res.badRequest(issues, '/a'));") },
    ],
    [
      'options of a function',
      { 'server.ts': EXPRESS.replace('halyard(app)', 'halyard(app, optionsOf(config))').concat("app.post('/a', (req, res) => res.badRequest(issues, '/a'));") },
    ],
    ['no forms', one(EXPRESS, "app.post('/a', (req, res) => res.badRequest('No'));")],
    ['a trusted proxy', { ...one(EXPRESS, "app.set('trust proxy', 1);"), 'fly.toml': '' }],
    ['a trusted proxy of Fastify', { 'server.ts': FASTIFY.replace('Fastify()', 'Fastify({ trustProxy: true })'), Procfile: 'web: node a' }],
    ['a trusted proxy of Koa', { ...one(KOA, 'app.proxy = true;'), Procfile: 'web: node a' }],
    ['a host without such a setting', { ...one(HONO, ''), 'vercel.json': '{}' }],
    [
      'a container alone',
      { ...one(EXPRESS, 'app.get("/", (req, res) => res.ok());'), Dockerfile: 'FROM node:22\nENV NODE_ENV=production\nCOPY . .\nCMD ["node", "server.ts"]' },
    ],
    ['a configuration of nginx for static files', { ...one(EXPRESS, ''), 'nginx/default.conf': 'root /app/public;' }],
    [
      'views that the build copies',
      { 'package.json': TSC.replace('tsc -p .', 'tsc -p . && cp -r src/views dist/'), 'src/main.ts': LOADED, 'src/views/404.ejs': VIEW },
    ],
    [
      'views that a script copies',
      {
        'package.json': TSC.replace('tsc -p .', 'tsc -p . && node scripts/copy.mjs'),
        'src/main.ts': LOADED,
        'src/views/404.ejs': VIEW,
        'scripts/copy.mjs': "cpSync('src/views', 'dist/views')",
      },
    ],
    [
      'assets of Nest',
      {
        'package.json': JSON.stringify({ scripts: { start: 'nest start' } }),
        'nest-cli.json': '{ "compilerOptions": { "assets": ["views/**/*"] } }',
        'src/main.ts': LOADED,
        'src/views/404.ejs': VIEW,
      },
    ],
    [
      'a compiled app whose root is seen from the output',
      {
        'package.json': TSC.replace('node dist/main.js', 'node dist/src/main.js'),
        'src/main.ts': LOADED.replace('root: import.meta.dirname', "root: join(import.meta.dirname, '../..'), responses: 'dist/api/responses'"),
        'views/404.ejs': VIEW,
        'api/responses/soldOut.ts': 'export default function () {}',
      },
    ],
    ['views beside package.json', { 'package.json': TSC, 'src/main.ts': UP, 'views/404.ejs': VIEW }],
    ['responses that are compiled', { 'package.json': TSC, 'src/main.ts': LOADED, 'src/api/responses/soldOut.ts': 'export default function () {}' }],
    [
      'an app that runs from its sources',
      { 'package.json': JSON.stringify({ scripts: { start: 'tsx src/main.ts', build: 'tsc --noEmit' } }), 'src/main.ts': LOADED, 'src/views/404.ejs': VIEW },
    ],
    [
      'an image with all of it',
      {
        'package.json': TSC,
        'src/main.ts': UP,
        'views/404.ejs': VIEW,
        Dockerfile:
          'FROM node:22 AS base\nWORKDIR /app\nENV NODE_ENV=production\nFROM base AS build\nCOPY . .\nRUN npm run build\nFROM base\nCOPY --from=build /app/dist ./dist\nCOPY --from=build /app/views ./views\nCMD ["node", "dist/main.js"]',
      },
    ],
    [
      'an image of everything',
      {
        'server.ts': LOADED,
        'views/404.ejs': VIEW,
        Dockerfile: 'FROM node:22\nCOPY . .\nENV NODE_ENV=production\nCMD ["node", "server.ts"]',
        '.dockerignore': 'node_modules\n.git\n',
      },
    ],
    [
      'NODE_ENV of the platform',
      { ...one(HONO, ''), 'fly.toml': '[env]\nNODE_ENV = "production"', Dockerfile: 'FROM node:22\nCOPY . .\nCMD ["node", "server.ts"]' },
    ],
    [
      'disclose with a condition',
      { 'server.ts': EXPRESS.replace('halyard(app)', "halyard(app, { disclose: process.env.NODE_ENV === 'test' ? true : 'local' })") },
    ],
    [
      'responses and views with good names',
      {
        'server.ts': LOADED,
        'api/responses/soldOut.ts': "import { defineResponse } from 'halyard';\nexport default defineResponse({ status: 418, title: 'Sold Out' });",
        'api/responses/notFound.cjs': 'module.exports = function () {};',
        'api/responses/README.md': '',
        'api/responses/soldOut.test.ts': '',
        'views/404.ejs': VIEW,
        'views/5xx.ejs': VIEW,
        'views/418.ejs': VIEW,
        'views/home.ejs': VIEW,
        'views/404.css': '',
      },
    ],
    ['a view of the engine of the host', { 'server.ts': `${LOADED}app.set('view engine', 'pug');`, 'views/404.pug': '' }],
    ['a stack for development', one(EXPRESS, "app.get('/', (req, res) => { if (isDev) res.send(error.stack); });")],
    ['a stack in a log', one(EXPRESS, "app.get('/', (req, res) => { log.error(error.stack); res.end(); });")],
    ['a thrown response', { 'server.ts': `import { notFound } from 'halyard';\n${KOA}app.use((ctx) => { if (!a) throw notFound(); ctx.body = a; });` }],
    ['a returned response', { 'server.ts': `import { notFound } from 'halyard';\n${KOA}const rules = [[Missing, () => notFound()]];` }],
  ])('does not mean %s', (_name, files) => {
    expect(findingsOf(files)).toEqual([]);
  });
});

describe('files that the doctor cannot use', () => {
  it.each<[string, Files]>([
    ['a JSON file that is imported', { ...one(EXPRESS, "import data from './data.json' with { type: 'json' };"), 'data.json': '{' }],
    ['a package.json of null', { ...one(EXPRESS, ''), 'package.json': 'null' }],
    ['a package.json with wrong types', { ...one(EXPRESS, ''), 'package.json': '{ "scripts": { "start": 5 }, "main": 7, "dependencies": { "express": 4 } }' }],
    ['a package.json with texts for tables', { ...one(EXPRESS, ''), 'package.json': '{ "scripts": "x", "dependencies": [], "engines": 1 }' }],
    [
      'a broken package.json of Halyard',
      { ...one(EXPRESS, ''), 'node_modules/halyard/package.json': 'null', 'node_modules/a/node_modules/halyard/package.json': '{{' },
    ],
    ['files in the place of folders', { 'server.ts': LOADED, views: '', 'api/responses': '' }],
    ['folders in the place of files', { ...one(EXPRESS, ''), 'tsconfig.json/a': '', 'Dockerfile/a': '', 'fly.toml.d/a': '', '.nvmrc/a': '' }],
    ['files of another format', { ...one(EXPRESS, ''), 'compose.yaml': '\u0000: [', 'nest-cli.json': '{', 'tsconfig.json': '{{{' }],
  ])('are no finding and no crash: %s', (_name, files) => {
    expect(findingsOf(files)).toEqual([]);
  });
});
