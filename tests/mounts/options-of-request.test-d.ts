// The options that read the request have its type on each host.

import Hapi from '@hapi/hapi';
import express from 'express';
import Fastify from 'fastify';
import { Hono } from 'hono';
import Koa from 'koa';
import { halyard as onExpress } from '../../src/adapters/express/express.ts';
import { halyard as onFastify } from '../../src/adapters/fastify/fastify.ts';
import { halyard as onFetch } from '../../src/adapters/fetch/fetch.ts';
import { halyard as onHapi } from '../../src/adapters/hapi/hapi.ts';
import { halyard as onHono } from '../../src/adapters/hono/hono.ts';
import { halyard as onKoa } from '../../src/adapters/koa/koa.ts';
import { halyard as onNode } from '../../src/adapters/node-http/node-http.ts';

onExpress(express(), {
  context: (req) => ({ agent: req.get('user-agent') }),
  disclose: ({ native }) => native.ip === '::1',
  locals: (req) => ({ url: req.originalUrl }),
});
// @ts-expect-error The request of Express has no such member.
onExpress(express(), { context: (req) => ({ agent: req.noSuchMember }) });
// @ts-expect-error The request of Express has no such member.
onExpress(express(), { disclose: ({ native }) => native.noSuchMember });

await Fastify().register(onFastify, { context: (req) => ({ id: req.id }), disclose: ({ native }) => native.ip === '::1', locals: (req) => ({ url: req.url }) });
// @ts-expect-error The request of Fastify has no such member.
await Fastify().register(onFastify, { context: (req) => ({ id: req.noSuchMember }) });

onKoa(new Koa(), { context: (ctx) => ({ ip: ctx.ip }), disclose: ({ native }) => native.url === '/', locals: (ctx) => ({ url: ctx.url }) });
// @ts-expect-error The context of Koa has no such member.
onKoa(new Koa(), { context: (ctx) => ({ ip: ctx.request.noSuchMember }) });

onHono(new Hono(), { context: (c) => ({ path: c.req.path }), locals: (c) => ({ url: c.req.url }) });
// @ts-expect-error The context of Hono has no such member.
onHono(new Hono(), { context: (c) => ({ path: c.req.noSuchMember }) });

onNode({ context: (req) => ({ url: req.url }), disclose: ({ native }) => native.url === '/', locals: (req) => ({ url: req.url }) });
// @ts-expect-error The request of Node has no such member.
onNode({ context: (req) => ({ url: req.noSuchMember }) });

onFetch({ context: (request) => ({ url: request.url }), disclose: ({ native }) => native.url === '/', locals: (request) => ({ url: request.url }) });
// @ts-expect-error A Request has no such member.
onFetch({ context: (request) => ({ url: request.noSuchMember }) });

await Hapi.server().register({ plugin: onHapi, options: { context: (request) => ({ id: request.info.id }), locals: (request) => ({ path: request.path }) } });
// @ts-expect-error The request of hapi has no such member.
await Hapi.server().register({ plugin: onHapi, options: { context: (request) => ({ id: request.noSuchMember }) } });
