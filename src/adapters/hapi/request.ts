import type { Logger } from '../../core/ports/logger.ts';
import { NodeRequest } from '../../hosting/node/node-request.ts';
import type { HapiExchange } from './exchange.ts';
import { isUnrouted } from './internals.ts';

/** A request as the core sees it: Node's own, and what hapi alone knows of it. */
export class HapiRequest extends NodeRequest {
  readonly #exchange: HapiExchange;
  readonly #logs: boolean;

  /** `logs`: the app has given no logger, and a plugin such as hapi-pino may have one for each request. */
  constructor(exchange: HapiExchange, logs: boolean) {
    super(exchange.raw);
    this.#exchange = exchange;
    this.#logs = logs;
  }

  override get native(): unknown {
    return this.#exchange.request;
  }

  /** Where `form` is. */
  override get reply(): unknown {
    return this.#exchange.toolkit;
  }

  override get route(): string | undefined {
    const { request } = this.#exchange;
    return isUnrouted(request) ? undefined : request.route.path;
  }

  get logger(): Logger | undefined {
    const { logger } = this.#exchange.request as { readonly logger?: Partial<Logger> };
    return this.#logs && typeof logger?.error === 'function' ? (logger as Logger) : undefined;
  }

  /** As hapi has parsed it. A route may ask for the stream itself. */
  protected override get body(): unknown {
    const { payload } = this.#exchange.request;
    return typeof (payload as { readonly pipe?: unknown } | null | undefined)?.pipe === 'function' ? undefined : payload;
  }

  override answersGet(): boolean {
    const { request } = this.#exchange;
    return request.server.match('get', request.path, request.info.hostname) !== null;
  }
}
