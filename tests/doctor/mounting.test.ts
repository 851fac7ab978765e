import { describe, expect, it } from 'vitest';
import { EXPRESS, FASTIFY, type Files, findingsOf, HONO, KOA, NEST, one } from './findings-of.ts';

describe('mounting and order', () => {
  it.each<[string, Files]>([
    [
      'mounted-late server.ts:5',
      {
        'server.ts':
          "import { Hono } from 'hono';\nimport { halyard } from 'halyard/hono';\nconst app = new Hono();\napp.get('/health', (c) => c.text('ok'));\nhalyard(app);",
      },
    ],
    [
      'mounted-late server.ts:6',
      {
        'server.ts':
          "import { Hono } from 'hono';\nimport { halyard } from 'halyard/hono';\nimport { routes } from './routes.ts';\nconst app = new Hono();\nroutes(app);\nhalyard(app);",
        'routes.ts': 'export const routes = (app) => {\n app.get("/", show);\n};',
      },
    ],
    [
      'mounted-late server.ts:5',
      {
        'server.ts':
          "import Fastify from 'fastify';\nimport { halyard } from 'halyard/fastify';\nconst app = Fastify();\napp.get('/', show);\nawait app.register(halyard);",
      },
    ],
    [
      'mounted-late server.ts:4',
      {
        'server.ts':
          "import Fastify from 'fastify';\nimport { halyard } from 'halyard/fastify';\nconst app = Fastify();\napp.register(halyard);\napp.get('/', show);",
      },
    ],
    ['mounted-twice server.ts:5', one(EXPRESS, 'halyard(app);')],
    ['not-mounted server.ts:1', { 'server.ts': "import { halyard } from 'halyard/express';\nimport express from 'express';\nexpress().listen(1);" }],
    [
      'load-not-awaited server.ts:6',
      {
        'server.ts':
          "import express from 'express';\nimport { halyard } from 'halyard/express';\nimport { load } from 'halyard/load';\nconst app = express();\nhalyard(app, {\n ...load({ root: '.' }) });",
      },
    ],
    ['middleware-after-routes server.ts:6', one(EXPRESS, "import helmet from 'helmet'; app.get('/', show);\napp.use(helmet());")],
    [
      'middleware-after-routes server.ts:6',
      {
        ...one(
          EXPRESS,
          "import session from 'express-session'; import { router } from './routes.ts'; app.use('/orders', router);\napp.use(session({ secret: process.env.S }));",
        ),
        'routes.ts': "import { Router } from 'express'; export const router = Router();",
      },
    ],
    [
      'middleware-after-routes server.ts:6',
      one(KOA, "import helmet from 'koa-helmet'; import Router from '@koa/router'; const router = new Router(); app.use(router.routes());\napp.use(helmet());"),
    ],
    ['middleware-after-routes server.ts:6', one(HONO, "import { compress } from 'hono/compress'; app.get('/', show);\napp.use(compress());")],
    ['middleware-after-routes server.ts:6', one(FASTIFY, "app.get('/', show);\nawait app.register(import('@fastify/compress'));")],
    [
      'views-before-halyard server.ts:5',
      {
        'server.ts':
          "import Fastify from 'fastify';\nimport view from '@fastify/view';\nimport { halyard } from 'halyard/fastify';\nconst app = Fastify();\nawait app.register(view, {});\nawait app.register(halyard);",
      },
    ],
    ['middleware-after-listen server.ts:6', one(NEST, 'const app = await NestFactory.create(A); await app.listen(1);\napp.use(helmet());')],
  ])('%s', (expected, files) => {
    expect(findingsOf(files)).toEqual([expected]);
  });

  it.each<[string, Files]>([
    ['helmet before the routes', one(EXPRESS, "import helmet from 'helmet'; app.use(helmet()); app.get('/', show);")],
    ['a health check before helmet', one(EXPRESS, "import helmet from 'helmet'; app.get('/health', show); app.use(helmet());")],
    [
      'routes before the session, and others behind it',
      one(EXPRESS, "import session from 'express-session'; app.get('/a', show); app.use(session({ secret: process.env.S })); app.get('/b', show);"),
    ],
    ['a listener before a body parser', one(KOA, "import { bodyParser } from '@koa/bodyparser'; app.on('error', count); app.use(bodyParser());")],
    [
      'halyard after the routes of Express',
      { 'server.ts': "import express from 'express';\nimport { halyard } from 'halyard/express';\nconst app = express();\napp.get('/', show);\nhalyard(app);" },
    ],
    [
      'halyard after the routes of Koa',
      { 'server.ts': "import Koa from 'koa';\nimport { halyard } from 'halyard/koa';\nconst app = new Koa();\napp.use(show);\nhalyard(app);" },
    ],
    [
      'middleware before Hono',
      {
        'server.ts':
          "import { Hono } from 'hono';\nimport { cors } from 'hono/cors';\nimport { halyard } from 'halyard/hono';\nconst app = new Hono();\napp.use(cors());\nhalyard(app);",
      },
    ],
    [
      'routes in a plugin of Fastify',
      {
        'server.ts':
          "import Fastify from 'fastify';\nimport { halyard } from 'halyard/fastify';\nconst app = Fastify();\napp.register(halyard);\napp.register(async (api) => { api.get('/', show); });",
      },
    ],
    [
      'routes in after()',
      {
        'server.ts':
          "const app = require('fastify')();\nconst { halyard } = require('halyard/fastify');\napp.register(halyard).after(() => { app.get('/', show); });",
      },
    ],
    ['a second mount in a plugin', one(FASTIFY, "app.register(async (api) => { api.register(halyard, { format: 'text' }); });")],
    [
      'a mount in a function',
      {
        'server.ts': "import express from 'express';\nimport { addHalyard } from './mount.ts';\nconst app = express();\naddHalyard(app);",
        'mount.ts': "import { halyard } from 'halyard/express';\nexport function addHalyard(app) { halyard(app); }",
      },
    ],
    [
      'a promise in Nest',
      {
        'server.ts':
          "import { HalyardModule } from 'halyard/nest';\nimport { load } from 'halyard/load';\n@Module({ imports: [HalyardModule.forRoot(load({ root: '.' }))] }) class A {}",
      },
    ],
    ['HalyardModule without a call', { 'server.ts': "import { HalyardModule } from 'halyard/nest';\n@Module({ imports: [HalyardModule] }) class A {}" }],
  ])('does not mean %s', (_name, files) => {
    expect(findingsOf(files)).toEqual([]);
  });
});
