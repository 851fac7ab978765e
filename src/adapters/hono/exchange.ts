import type { Context } from 'hono';
import type { RouteTable } from '../../core/ports/route-table.ts';
import type { MaybePromise } from '../../core/values/maybe-promise.ts';
import { formFields, MAX_FORM } from '../../hosting/shared/form-fields.ts';
import { Exchange } from '../../hosting/web/exchange.ts';
import { fieldsIn, isForm } from '../../hosting/web/form-body.ts';
import { type HonoRoute, routesOf } from './routes.ts';

interface Route {
  readonly method: string;
  readonly path: string;
}

/** A router of Hono. Its result begins with a list of handlers, each with its route. */
export interface HonoRouter {
  match(method: string, path: string): readonly [readonly (readonly [readonly [unknown, Route], unknown])[], unknown?];
}

/** The members of an app that know its routes. */
export interface HonoApp {
  readonly router: HonoRouter;
  readonly routes: readonly HonoRoute[];
}

/** A request of Hono and its response. The data of `c` is read from it, not copied. */
export class HonoExchange extends Exchange {
  readonly c: Context;
  /** `null`: not read yet. */
  #fields: Headers | undefined | null = null;

  readonly #app: HonoApp | undefined;

  constructor(c: Context, app?: HonoApp) {
    super(c.req.raw, c.env);
    this.c = c;
    this.#app = app;
  }

  override get context(): unknown {
    try {
      return this.c.executionCtx;
    } catch {
      // Only Workers have an execution context.
      return undefined;
    }
  }

  override get native(): object {
    return this.c;
  }

  override get ownRequest(): unknown {
    return this.c.req;
  }

  /** The pattern of the handler that ran. For middleware there is none. */
  override get route(): string | undefined {
    try {
      const { routePath } = this.c.req;
      return routePath.endsWith('*') ? undefined : routePath;
    } catch {
      // No route matched, and Hono throws when it searches for the pattern. It happens for a path outside the `basePath()`.
      return undefined;
    }
  }

  /** Asks the app's router. A pattern that ends with `*` belongs to middleware or to files, and may have no page. */
  answersGet(): true | undefined {
    try {
      const handlers = this.#app?.router.match('GET', this.c.req.path)[0] ?? [];
      return handlers.some(([[, { method, path }]]) => (method === 'GET' || method === 'ALL') && !path.endsWith('*')) ? true : undefined;
    } catch {
      // A router of the app's own may have another result.
      return undefined;
    }
  }

  routes(): RouteTable {
    return routesOf(this.#app?.routes ?? []);
  }

  /** The header fields that the app has set. Hono keeps them private until there is a Response, so they are read from an empty one. */
  override get fields(): Headers | undefined {
    if (this.#fields === null) {
      try {
        const { headers } = this.c.newResponse(null);
        this.#fields = headers.keys().next().done ? undefined : headers;
      } catch {
        // The app has set a status that a Response cannot have.
        this.#fields = undefined;
      }
    }
    return this.#fields;
  }

  override get locals(): Readonly<Record<string, unknown>> {
    return this.c.var as Readonly<Record<string, unknown>>;
  }

  override get replyStatus(): number | undefined {
    try {
      return this.c.newResponse(null).status;
    } catch {
      return undefined;
    }
  }

  /** Takes back the response. Its header fields are still on `c`. They are read anew, so that the next response can drop them. */
  override takeBack(): boolean {
    if (!super.takeBack()) return false;
    this.#fields = null;
    return true;
  }

  /** Removes the app's header fields from `c`. Our response has those that it needs, and Hono would add all of them a second time. */
  override takeFields(): void {
    for (const name of [...(this.#fields?.keys() ?? [])]) this.c.header(name, undefined);
  }

  override get begun(): string | undefined {
    const { headers } = this.c.finalized ? this.c.res : this.c.newResponse(null);
    return headers.get('content-type') ?? undefined;
  }

  /** The submitted form. If the app has read the body with `c.req`, the cached copy is used. Otherwise the body is read now. */
  override submitted(): MaybePromise<unknown> {
    const { text, arrayBuffer, formData } = this.c.req.bodyCache as unknown as {
      text?: Promise<string>;
      arrayBuffer?: Promise<ArrayBuffer>;
      formData?: Promise<FormData>;
    };
    const nothing = (): undefined => undefined;
    if (formData !== undefined) return formData.then((data) => (data === undefined ? undefined : fieldsIn(data)), nothing);
    if (text !== undefined) return text.then((body) => this.#parsed(body), nothing);
    if (arrayBuffer !== undefined) return arrayBuffer.then((bytes) => this.#parsed(new TextDecoder().decode(bytes)), nothing);
    return super.submitted();
  }

  #parsed(body: string): unknown {
    return isForm(this.request.headers) && body.length <= MAX_FORM ? formFields(new URLSearchParams(body)) : undefined;
  }
}
