import type { Context } from 'hono';
import type { MaybePromise } from '../../core/values/maybe-promise.ts';
import { formFields, MAX_FORM } from '../../hosting/shared/form-fields.ts';
import { Exchange } from '../../hosting/web/exchange.ts';
import { isForm, readForm } from '../../hosting/web/form-body.ts';

type Routes = readonly { readonly method: string; readonly path: string }[];

/** A request of Hono's and its answer: what `c` has, has not been copied. */
export class HonoExchange extends Exchange {
  readonly c: Context;
  /** `null`: not looked for yet. */
  #fields: Headers | undefined | null = null;

  readonly #routes: Routes;

  constructor(c: Context, routes: Routes = []) {
    super(c.req.raw, c.env);
    this.c = c;
    this.#routes = routes;
  }

  override get context(): unknown {
    try {
      return this.c.executionCtx;
    } catch {
      // Only Workers have one.
      return undefined;
    }
  }

  override get native(): object {
    return this.c;
  }

  override get ownRequest(): unknown {
    return this.c.req;
  }

  /** The pattern of the handler that was at work; of a middleware it says nothing. */
  override get route(): string | undefined {
    try {
      const { routePath } = this.c.req;
      return routePath.endsWith('*') ? undefined : routePath;
    } catch {
      // Nothing of the app's has matched, and Hono looks for the pattern all the same: what is beside the `basePath()`.
      return undefined;
    }
  }

  /** By the path, or by the pattern that has matched. Of other patterns nothing is known. */
  answersGet(path: string): true | undefined {
    const { route } = this;
    return this.#routes.some((one) => one.method === 'GET' && (one.path === path || one.path === route)) ? true : undefined;
  }

  /** Hono keeps them to itself until there is a Response: an empty one tells. */
  override get fields(): Headers | undefined {
    if (this.#fields === null) {
      try {
        const { headers } = this.c.newResponse(null);
        this.#fields = headers.keys().next().done ? undefined : headers;
      } catch {
        // A status that no Response can have was set.
        this.#fields = undefined;
      }
    }
    return this.#fields;
  }

  /** What was answered before is on `c`, for the next answer to drop. */
  override takeBack(): boolean {
    if (!super.takeBack()) return false;
    this.#fields = null;
    return true;
  }

  /** They are in our answer, as far as they belong there. Hono would lay all of them over it once more. */
  override takeFields(): void {
    for (const name of [...(this.#fields?.keys() ?? [])]) this.c.header(name, undefined);
  }

  override get begun(): string | undefined {
    const { headers } = this.c.finalized ? this.c.res : this.c.newResponse(null);
    return headers.get('content-type') ?? undefined;
  }

  /** As the app read it by `c.req`, which keeps what it read; read now where nobody has. */
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
    const { raw } = this.c.req;
    return raw.bodyUsed ? undefined : readForm(raw);
  }

  #parsed(body: string): unknown {
    return isForm(this.request.headers) && body.length <= MAX_FORM ? formFields(new URLSearchParams(body)) : undefined;
  }
}

/** Without its files. */
function fieldsIn(data: FormData): unknown {
  return formFields([...data.entries()].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : [])));
}
