import type { FastifyReply } from 'fastify';
import type { Logger } from '../../core/ports/logger.ts';
import type { MaybePromise } from '../../core/values/maybe-promise.ts';
import { fieldText } from '../../hosting/node/field-text.ts';
import { adopt, type NodeReply, NodeRequest } from '../../hosting/node/node-request.ts';

/** How an app has mounted us, as far as a request can tell the difference. */
export interface Mounting {
  /** `reply.halyard.notFound()` in place of `reply.notFound()`. */
  readonly namespace: string | undefined;
  /** Fastify logs, and so every request has a logger of its own. */
  readonly logs: boolean;
}

/** A request as the core sees it: Node's own, and what Fastify alone knows of it. */
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

  /** Where `form` is. */
  override get reply(): NodeReply {
    const { namespace } = this.#mounting;
    const reply = this.#fastify as unknown as Record<string, NodeReply>;
    return namespace === undefined ? (this.#fastify as unknown as NodeReply) : (reply[namespace] as NodeReply);
  }

  override get route(): string | undefined {
    return this.#fastify.request.routeOptions.url;
  }

  /** By Fastify's own setting `trustProxy`. */
  override get secure(): boolean {
    return this.#fastify.request.protocol === 'https';
  }

  get logger(): Logger | undefined {
    return this.#mounting.logs ? (this.#fastify.request.log as unknown as Logger) : undefined;
  }

  override parsed(): unknown {
    return this.#fastify.request.body;
  }

  override submitted(): MaybePromise<unknown> {
    const { body } = this.#fastify.request;
    const isParsed = typeof body === 'object' && body !== null && !Buffer.isBuffer(body) && Object.keys(body).length > 0;
    return isParsed ? withValues(body) : super.submitted();
  }

  /** The route that matched, asked with GET. Others may match the same address: of them nothing is known. */
  override answersGet(): boolean | undefined {
    const { server, routeOptions } = this.#fastify.request;
    return routeOptions.url !== undefined && server.hasRoute({ method: 'GET', url: routeOptions.url }) ? true : undefined;
  }

  override replyHeader(name: string): string | undefined {
    return fieldText(() => this.#fastify.getHeader(name));
  }
}

/** @fastify/multipart with `attachFieldsToBody: true` has an object about each field, which refers to all of them. */
function withValues(body: object): object {
  const values = Object.entries(body).map(([name, value]) => [name, Array.isArray(value) ? value.map(valueIn) : valueIn(value)] as const);
  return Object.fromEntries(values);
}

function valueIn(field: unknown): unknown {
  if (!isPart(field)) return field;
  return field.type === 'field' ? field.value : undefined;
}

function isPart(field: unknown): field is { readonly type: unknown; readonly value?: unknown } {
  return typeof field === 'object' && field !== null && 'fieldname' in field && 'mimetype' in field && 'fields' in field;
}

/** Node's reply, whose `req` is what Fastify was given. */
export function rawOf(reply: FastifyReply): NodeReply {
  const raw = reply.raw as NodeReply;
  adopt(raw, reply.request.raw);
  return raw;
}
