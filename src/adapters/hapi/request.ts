import type { Logger } from '../../core/ports/logger.ts';
import type { RouteTable } from '../../core/ports/route-table.ts';
import { NodeRequest } from '../../hosting/node/node-request.ts';
import { recordedLogger } from '../../hosting/shared/test-door.ts';
import type { HapiExchange } from './exchange.ts';
import { isUnrouted } from './internals.ts';
import { multipartFields } from './multipart.ts';
import { routesOf } from './routes.ts';

/** Node's request, with the data that hapi has about it. */
export class HapiRequest extends NodeRequest {
  readonly #exchange: HapiExchange;
  readonly #logs: boolean;

  /** `logs`: the option `logger` is not set, so the logger of a plugin such as hapi-pino is used for each request. */
  constructor(exchange: HapiExchange, logs: boolean) {
    super(exchange.raw);
    this.#exchange = exchange;
    this.#logs = logs;
  }

  override get native(): unknown {
    return this.#exchange.request;
  }

  /** The object that has `form`. */
  override get reply(): unknown {
    return this.#exchange.toolkit;
  }

  override get route(): string | undefined {
    const { request } = this.#exchange;
    return isUnrouted(request) ? undefined : request.route.path;
  }

  get logger(): Logger | undefined {
    const { logger } = this.#exchange.request as { readonly logger?: Partial<Logger> };
    return this.#logs && typeof logger?.error === 'function' ? recordedLogger(logger as Logger) : undefined;
  }

  /** The body as hapi has parsed it. A route may be configured to get the stream instead. */
  protected override get body(): unknown {
    const { payload, mime } = this.#exchange.request;
    if (typeof payload !== 'object' || payload === null) return payload;
    if (typeof (payload as { readonly pipe?: unknown }).pipe === 'function') return undefined;
    return mime === 'multipart/form-data' && !Buffer.isBuffer(payload) ? multipartFields(payload) : payload;
  }

  override answersGet(): boolean {
    const { request } = this.#exchange;
    return request.server.match('get', request.path, request.info.hostname) !== null;
  }

  override routes(): RouteTable {
    return routesOf(this.#exchange.request);
  }
}
