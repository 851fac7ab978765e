import type { FastifyReply } from 'fastify';
import type { Logger } from '../../core/ports/logger.ts';
import type { RouteTable } from '../../core/ports/route-table.ts';
import type { MaybePromise } from '../../core/values/maybe-promise.ts';
import { fieldText } from '../../hosting/node/field-text.ts';
import { linkRequest, type NodeReply, NodeRequest } from '../../hosting/node/node-request.ts';
import { localsIn } from '../../hosting/shared/locals-in.ts';
import { recordedLogger } from '../../hosting/shared/test-door.ts';
import { routesOf } from './routes.ts';
import { appLocals } from './views.ts';

/** The facts about the mounting that a request depends on. */
export interface Mounting {
  /** The option `namespace`: `reply.halyard.notFound()` instead of `reply.notFound()`. */
  readonly namespace: string | undefined;
  /** Fastify logs, so every request has its own logger. */
  readonly logs: boolean;
}

/** Node's request, with the data that Fastify has about it. */
export class HostedRequest extends NodeRequest {
  readonly #fastify: FastifyReply;
  readonly #mounting: Mounting;

  constructor(reply: FastifyReply, mounting: Mounting) {
    super(rawOf(reply));
    this.#fastify = reply;
    this.#mounting = mounting;
  }

  override get native(): unknown {
    return this.#fastify.request;
  }

  override get locals(): Readonly<Record<string, unknown>> | undefined {
    return localsIn(appLocals(this.#fastify));
  }

  /** The object that has `form`. */
  override get reply(): NodeReply {
    const { namespace } = this.#mounting;
    const reply = this.#fastify as unknown as Record<string, NodeReply>;
    return namespace === undefined ? (this.#fastify as unknown as NodeReply) : (reply[namespace] as NodeReply);
  }

  override get route(): string | undefined {
    return this.#fastify.request.routeOptions.url;
  }

  /** Fastify computes it with its setting `trustProxy`. */
  override get secure(): boolean {
    return this.#fastify.request.protocol === 'https';
  }

  get logger(): Logger | undefined {
    return this.#mounting.logs ? recordedLogger(this.#fastify.request.log as unknown as Logger) : undefined;
  }

  override parsed(): unknown {
    return this.#fastify.request.body;
  }

  override submitted(): MaybePromise<unknown> {
    const { body } = this.#fastify.request;
    const isParsed = typeof body === 'object' && body !== null && !Buffer.isBuffer(body) && Object.keys(body).length > 0;
    return isParsed ? withValues(body) : super.submitted();
  }

  /** Does the route that matched also have GET? Other routes that match the same path are not checked. */
  override answersGet(): boolean | undefined {
    const { server, routeOptions } = this.#fastify.request;
    return routeOptions.url !== undefined && server.hasRoute({ method: 'GET', url: routeOptions.url }) ? true : undefined;
  }

  override routes(): RouteTable | undefined {
    return routesOf(this.#fastify);
  }

  override replyHeader(name: string): string | undefined {
    return fieldText(() => this.#fastify.getHeader(name));
  }
}

/**
 * The values of a multipart form. With `attachFieldsToBody: true`, @fastify/multipart has an object for each field, which refers to all fields. A file becomes
 * a `File` with its name alone.
 */
function withValues(body: object): object {
  const values = Object.entries(body).map(([name, value]) => [name, Array.isArray(value) ? value.map(valueIn) : valueIn(value)] as const);
  return Object.fromEntries(values);
}

function valueIn(field: unknown): unknown {
  if (!isPart(field)) return field;
  return field.type === 'field' ? field.value : new File([], String(field.filename ?? ''));
}

function isPart(field: unknown): field is { readonly type: unknown; readonly value?: unknown; readonly filename?: unknown } {
  return typeof field === 'object' && field !== null && 'fieldname' in field && 'mimetype' in field && 'fields' in field;
}

/** Node's response. Its `req` is the request that Fastify received. */
export function rawOf(reply: FastifyReply): NodeReply {
  const raw = reply.raw as NodeReply;
  linkRequest(raw, reply.request.raw);
  return raw;
}
