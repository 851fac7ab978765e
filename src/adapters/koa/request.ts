// Imported: the global is a getter, which on each use costs as much again as the clock.
import { performance } from 'node:perf_hooks';
import type { RouteTable } from '../../core/ports/route-table.ts';
import { NodeRequest } from '../../hosting/node/node-request.ts';
import { localsIn } from '../../hosting/shared/locals-in.ts';
import type { KoaContext } from './app.ts';
import { answersGet } from './routers.ts';
import { routesOf } from './routes.ts';

/** Node's request, with the data that Koa, its body parsers and its router have about it. */
export class KoaRequest extends NodeRequest {
  readonly #context: KoaContext;
  readonly #started: number;

  constructor(context: KoaContext, started: number) {
    super(context.res);
    this.#context = context;
    this.#started = started;
  }

  /** koa-mount and rewriting middleware change `ctx.url`. `ctx.originalUrl` stays complete. */
  override get url(): string {
    return this.#context.originalUrl;
  }

  override get route(): string | undefined {
    const { _matchedRoute: pattern } = this.#context;
    return pattern === undefined ? undefined : String(pattern);
  }

  override get elapsed(): number {
    return performance.now() - this.#started;
  }

  /** The app's hooks get Koa's context, and read `ctx.state.user` or `ctx.session` from it. */
  override get native(): KoaContext {
    return this.#context;
  }

  override get locals(): Readonly<Record<string, unknown>> | undefined {
    return localsIn(this.#context.state);
  }

  override get reply(): KoaContext {
    return this.#context;
  }

  /** Koa computes it with the app's setting `proxy`. */
  override get secure(): boolean {
    return this.#context.secure;
  }

  protected override get body(): unknown {
    return this.#context.request.body ?? super.body;
  }

  override answersGet(): true | undefined {
    return answersGet(this.#context);
  }

  override routes(): RouteTable {
    return routesOf(this.#context);
  }
}
