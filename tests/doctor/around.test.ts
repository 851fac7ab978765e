import { describe, expect, it } from 'vitest';
import { EXPRESS, FASTIFY, type Files, findingsOf, HONO, KOA, NODE, one } from './findings-of.ts';

const VIEW = '<!doctype html><title>a</title>';
const LOADED =
  "import express from 'express';\nimport { halyard } from 'halyard/express';\nimport { load } from 'halyard/load';\nconst app = express();\nhalyard(app, await load({ root: import.meta.dirname }));\n";
const UP = LOADED.replace('root: import.meta.dirname', "root: join(import.meta.dirname, '..')");
const TSC = JSON.stringify({ scripts: { build: 'tsc -p .', start: 'node dist/main.js' } }, undefined, 1);

const manifest = (value: object): Files => ({ 'package.json': JSON.stringify(value, undefined, 1) });

describe('what is around an app', () => {
  it.each<[string, Files]>([
    [
      'host-too-old package.json:4',
      { ...one(KOA, ''), ...manifest({ name: 'a', dependencies: { koa: '^2.15.0' } }), 'node_modules/koa/package.json': '{"version":"2.15.3"}' },
    ],
    [
      'host-too-old package.json:3',
      { ...one(EXPRESS, ''), ...manifest({ dependencies: { express: '^4' } }), 'node_modules/express/package.json': '{"version":"4.15.5"}' },
    ],
    [
      'host-too-old package.json:3',
      { ...one(FASTIFY, ''), ...manifest({ dependencies: { fastify: '4.28.1' } }), 'node_modules/fastify/package.json': '{"version":"4.28.1"}' },
    ],
    ['node-too-old Dockerfile:1', { ...one(EXPRESS, ''), Dockerfile: 'FROM node:18-alpine\nENV NODE_ENV=production\nCOPY . .\nCMD ["node", "server.ts"]' }],
    ['node-too-old .nvmrc:1', { ...one(EXPRESS, ''), '.nvmrc': 'v18.20.4\n' }],
    ['halyard-in-dev-dependencies package.json:3', { ...one(EXPRESS, ''), ...manifest({ devDependencies: { halyard: '^1.0.0' } }) }],
    [
      'two-copies package.json:3',
      {
        ...one(EXPRESS, ''),
        ...manifest({ dependencies: { halyard: '^1.0.0' } }),
        'node_modules/halyard/package.json': '{"name":"halyard","version":"1.0.0"}',
        'node_modules/shop/node_modules/halyard/package.json': '{"name":"halyard","version":"0.9.0"}',
      },
    ],
    ['secret-missing server.ts:4', one(EXPRESS, "app.post('/signup', (req, res) => res.badRequest(issues, '/signup'));")],
    ['secret-missing server.ts:4', one(HONO, "app.post('/signup', (c) => c.var.reply.badRequest(issues, '/signup'));")],
    ['secret-missing server.ts:4', one(NODE, "app.createServer((req, res) => { res.form.flash('success', 'Saved'); res.end(); });")],
    [
      'secret-in-source server.ts:4',
      { 'server.ts': KOA.replace('halyard(app)', "halyard(app, { flash: { secret: process.env.FLASH_SECRET ?? 'change me before production please' } })") },
    ],
    [
      'secret-in-source server.ts:4',
      { 'server.ts': EXPRESS.replace('halyard(app)', "halyard(app, { flash: { secret: 'a text of 32 characters or even more' } })") },
    ],
    [
      'secret-missing .env:1',
      {
        'server.ts': EXPRESS.replace('halyard(app)', 'halyard(app, { flash: { secret: process.env.FLASH_SECRET } })'),
        ...manifest({ scripts: { start: 'node --env-file=.env server.ts' } }),
        '.env': 'PORT=1',
      },
    ],
    ['proxy-not-trusted server.ts:3', { ...one(EXPRESS, ''), 'fly.toml': 'app = "a"' }],
    ['proxy-not-trusted server.ts:3', { ...one(FASTIFY, ''), Procfile: 'web: node server.ts' }],
    ['proxy-not-trusted server.ts:3', { ...one(KOA, ''), 'nginx/app.conf': 'location / { proxy_pass http://127.0.0.1:3000; }' }],
    ['proxy-not-trusted server.ts:3', one(EXPRESS, "app.use((req, res, next) => { req.client = req.headers['x-forwarded-for']; next(); });")],
    [
      'proxy-not-trusted server.ts:3',
      {
        ...one(EXPRESS, 'app.get("/", (req, res) => res.ok({ ip: req.ip }));'),
        Dockerfile: 'FROM node:22\nENV NODE_ENV=production\nCOPY . .\nCMD ["node", "server.ts"]',
      },
    ],
    ['not-in-build src/main.ts:5', { 'package.json': TSC, 'src/main.ts': LOADED, 'src/views/404.ejs': VIEW }],
    [
      'not-in-build src/main.ts:5',
      {
        'package.json': TSC.replace('node dist/main.js', 'node dist/src/main.js'),
        'src/main.ts': LOADED.replace('import.meta.dirname', '__dirname'),
        'src/views/404.ejs': VIEW,
      },
    ],
    [
      'not-in-build src/main.ts:5',
      {
        'package.json': TSC.replace('tsc -p .', 'esbuild src/main.ts --bundle --outdir=dist'),
        'src/main.ts': LOADED,
        'src/api/responses/soldOut.ts': 'export default function () {}',
      },
    ],
    [
      'not-in-build src/main.ts:5',
      { 'package.json': TSC, 'src/main.ts': `${EXPRESS}app.set('views', path.join(__dirname, 'views'));`, 'src/views/home.ejs': VIEW },
    ],
    ['load-root-wrong src/main.ts:5', { 'package.json': TSC, 'src/main.ts': LOADED, 'views/404.ejs': VIEW }],
    [
      'not-in-image Dockerfile:4',
      {
        'package.json': TSC,
        'src/main.ts': UP,
        'views/404.ejs': VIEW,
        Dockerfile: 'FROM node:22\nENV NODE_ENV=production\nCOPY package*.json ./\nCOPY dist ./dist\nCMD ["node", "dist/main.js"]',
      },
    ],
    [
      'not-in-image Dockerfile:7',
      {
        'package.json': TSC,
        'src/main.ts': UP,
        'views/404.ejs': VIEW,
        Dockerfile:
          'FROM node:22 AS build\nCOPY . .\nRUN npm run build\nFROM node:22\nENV NODE_ENV=production\nWORKDIR /app\nCOPY --from=build /app/dist ./dist\nCMD ["node", "dist/main.js"]',
      },
    ],
    [
      'not-in-image .dockerignore:2',
      {
        'server.ts': LOADED,
        'views/404.ejs': VIEW,
        Dockerfile: 'FROM node:22\nENV NODE_ENV=production\nCOPY . .\nCMD ["node", "server.ts"]',
        '.dockerignore': 'node_modules\nviews\n',
      },
    ],
    ['not-production Dockerfile:3', { ...one(EXPRESS, ''), Dockerfile: 'FROM node:22\nCOPY . .\nCMD ["node", "server.ts"]' }],
    ['not-production package.json:3', { ...one(EXPRESS, ''), ...manifest({ scripts: { start: 'NODE_ENV=development node server.ts' } }) }],
    ['disclose-always server.ts:5', { 'server.ts': EXPRESS.replace('halyard(app)', 'halyard(app, {\n disclose: true })') }],
    ['not-production server.ts:4', { 'server.ts': "import { halyard } from 'halyard/fetch';\n\n\nexport default halyard({ environment: 'development' });" }],
    ['response-file api/responses/not-found.js:1', { 'server.ts': LOADED, 'api/responses/not-found.js': 'export default function () {}' }],
    ['response-file api/responses/sold-out.js:1', { 'server.ts': LOADED, 'api/responses/sold-out.js': 'export default function () {}' }],
    ['response-file api/responses/soldOut.ts:1', { 'server.ts': LOADED, 'api/responses/soldOut.ts': 'export function soldOut() {}' }],
    ['response-file api/responses/soldOut.js:2', { 'server.ts': LOADED, 'api/responses/soldOut.js': '\nexport default { status: 409 };' }],
    ['response-file api/responses/list.json:1', { 'server.ts': LOADED, 'api/responses/list.json': '{}' }],
    ['view-not-read views/404.html:1', { 'server.ts': LOADED, 'views/404.html': VIEW }],
    ['view-not-read views/404.EJS:1', { 'server.ts': LOADED, 'views/404.EJS': VIEW }],
    ['view-not-shown views/418.ejs:1', { 'server.ts': LOADED, 'views/418.ejs': VIEW }],
    [
      'stack-sent server.ts:5',
      one(EXPRESS, "app.get('/', async (req, res) => { try { res.ok(await find()); } catch (error) { res.status(500).send(error.stack); } });"),
    ],
    ['stack-sent server.ts:5', one(HONO, "app.get('/', (c) => c.text(new Error('a').stack, 500));")],
    [
      'response-not-thrown server.ts:6',
      {
        'server.ts':
          "import { notFound } from 'halyard';\nimport Koa from 'koa';\nimport { halyard } from 'halyard/koa';\nconst app = new Koa();\nhalyard(app); app.use((ctx) => { if (!a)\n notFound('none'); ctx.body = a; });",
      },
    ],
    ['file-not-parsed orders.ts:2', { ...one(EXPRESS, "import './orders.ts';"), 'orders.ts': 'const a = 1;\nconst = 2;\n' }],
  ])('%s', (expected, files) => {
    expect(findingsOf(files)).toEqual([expected]);
  });
});
