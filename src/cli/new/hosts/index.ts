import type { HostTemplate } from '../host-template.ts';
import { express } from './express.ts';
import { fastify } from './fastify.ts';
import { fetch } from './fetch.ts';
import { hapi } from './hapi.ts';
import { hono } from './hono.ts';
import { koa } from './koa.ts';
import { nest } from './nest.ts';
import { node } from './node.ts';
import { sails } from './sails.ts';

/** The hosts that an app can have. To add one, write its file in this folder, and its line here. */
export const HOSTS: Readonly<Record<string, HostTemplate>> = { express, fastify, koa, hono, nest, hapi, node, fetch, sails };
