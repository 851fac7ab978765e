import type { Middleware, SailsApp, SailsReply, SailsRequest } from './app.ts';

/** A reply whose locals exist. */
interface Prepared {
  readonly locals: Readonly<Record<string, unknown>>;
  readonly view?: unknown;
  readonly req: SailsRequest;
}

/**
 * The functions of Sails' own hooks that give a request its locals, its translations, `req.wantsJSON`, `res.view()` and the CSRF token of its page, each
 * with the test whether it has run. Sails runs them before its routes. Each is known by its name, or by the type that its hook passes as an option.
 */
const STEPS: ReadonlyMap<unknown, (reply: Prepared) => boolean> = new Map<unknown, (reply: Prepared) => boolean>([
  ['addMixins', ({ locals }) => 'sails' in locals],
  ['addLocalizationMethod', ({ locals }) => '__' in locals],
  ['_addResViewMethod', ({ view }) => view !== undefined],
  ['clearCSRFTokenLocal', ({ locals }) => '_csrf' in locals],
  // It answers a request with another method that has no token.
  ['CSRF HOOK: CSRF', ({ locals, req }) => Boolean(locals['_csrf']) || !(req.method === 'GET' || req.method === 'HEAD')],
]);

/** Makes a request ready for the app's responses and views, as Sails does before its routes. */
export class ShadowRoutes {
  readonly #sails: SailsApp;
  /** By name, because Sails binds its routes anew when it reloads them. */
  readonly #steps = new Map<unknown, Middleware>();

  constructor(sails: SailsApp) {
    this.#sails = sails;
    const { router } = sails;
    const { bind } = router;
    router.bind = (path, target, verb, options) => {
      this.#keep(target, options);
      return bind(path, target, verb, options);
    };
  }

  /** Keeps a target of `sails.router.bind()`, if it is one of those functions. */
  #keep(target: unknown, options: object | undefined): void {
    if (typeof target !== 'function') return;
    const { _middlewareType: type } = (options ?? {}) as { readonly _middlewareType?: unknown };
    for (const name of [target.name, type]) if (STEPS.has(name)) this.#steps.set(name, target as Middleware);
  }

  /**
   * Prepares an HTTP request that is answered before Sails' routes: by middleware of `config.http.middleware`, or because its body cannot be read or its
   * CSRF token is wrong. Its page then has the layout and the locals of every other page, and a file in `api/responses/` finds `req.wantsJSON` and
   * `res.view()`. Hooks and policies of the app do not run, because they may answer.
   */
  prepare(reply: SailsReply): void {
    const request = reply.req as SailsRequest & { _sails?: unknown; options?: object };
    const prepared = reply as unknown as Prepared & { locals?: object };
    prepared.locals ??= Object.create(null);
    const { wantsJSON } = request;
    for (const [name, step] of this.#steps) {
      if (STEPS.get(name)?.(prepared) !== false) continue;
      request._sails ??= this.#sails;
      request.options ??= {};
      try {
        step(request, reply, () => {});
      } catch (error) {
        this.#sails.log.verbose('halyard: a page is rendered without what one of the hooks of Sails adds to it:', error);
      }
    }
    // Sails would replace a value that middleware of the app has set.
    if (wantsJSON) request.wantsJSON = wantsJSON;
  }
}
