import { type DynamicModule, Module, type ModuleMetadata, type Provider } from '@nestjs/common';
import { ApplicationConfig, ExternalContextCreator, HttpAdapterHost } from '@nestjs/core';
import type { ResponseMethods } from '../../core/responses/methods.ts';
import type { Options } from '../../core/settings/options.ts';
import { HalyardError } from '../../core/values/errors.ts';
import type { FormMember } from '../../forms/page/form-member.ts';
import { extendOptions } from '../../hosting/shared/own-options.ts';
import { sharedMap } from '../../hosting/shared/shared-map.ts';
import '../express/reply.ts';
import { type NestAdapter, type Platform, rememberOriginals, whenAdapter } from './adapter.ts';
import type { AnyAsyncOptions, AsyncOptions, HalyardOptionsFactory } from './async-options.ts';
import { answerForBaseFilters } from './base-filter.ts';
import { nestOnExpress } from './express.ts';
import { nestOnFastify } from './fastify.ts';
import { HalyardFilter, type Mounted } from './filter.ts';
import { hintOfFilters } from './hints.ts';
import { quietIntrinsic } from './levels.ts';
import { nestLogger } from './logger.ts';
import { notePlaces } from './pipes.ts';
import { answerStreams } from './streams.ts';

export type { AsyncOptions, HalyardOptionsFactory } from './async-options.ts';
export { ProblemDetails, ProblemIssue } from './problem-details.ts';

/**
 * The response of the platform (Express or Fastify) with the response methods and `form`, for a parameter with `@Res()`.
 *
 * @example
 * show(@Param('id') id: string, @Res() res: Reply) {
 *   return res.notFound('There is no such order');
 * }
 */
export type Reply<Native = object> = Native & ResponseMethods<unknown> & FormMember;

const OPTIONS = Symbol('halyard.options');
const MOUNT = Symbol('halyard.mount');

/**
 * Halyard for a Nest app on Express or Fastify. Import it in the root module. Halyard answers exceptions that no filter of the app handles, and
 * unmatched routes.
 *
 * @throws HalyardError Nest fails to start with E_NOT_AN_APP on another platform, E_MOUNTED_TWICE for a second import, E_NAME_TAKEN if the platform's
 * response has a member with the name of a response, E_OPTION or E_OPTION_UNKNOWN for an invalid option, E_RESPONSE_DEFINITION or E_NAME_RESERVED for an
 * invalid response of the app.
 * @example
 * Module({ imports: [HalyardModule.forRoot(load({ root: import.meta.dirname }))] })(AppModule);
 */
// biome-ignore lint/complexity/noStaticOnlyClass: Nest's dynamic modules are classes with static methods
export class HalyardModule {
  /**
   * Configures the module with options.
   *
   * @param options The options of Halyard, or a promise of them, which Nest awaits at start.
   * @returns the module, for `imports`.
   * @example
   * HalyardModule.forRoot(load({ root: import.meta.dirname }));
   */
  static forRoot(options: Options | Promise<Options> = {}): DynamicModule {
    return moduleWith([{ provide: OPTIONS, useValue: options }]);
  }

  /**
   * Configures the module with options that a factory makes.
   *
   * @param asyncOptions One of `useFactory`, `useClass` and `useExisting`, and what it needs.
   * @returns the module, for `imports`.
   * @throws HalyardError E_OPTION if none of the three is set. Nest fails to start with E_OPTION if the provider has no `createHalyardOptions()`.
   * @example
   * HalyardModule.forRootAsync({ inject: [ConfigService], useFactory: (config) => load({ root: config.get('root') }) });
   */
  static forRootAsync(asyncOptions: AsyncOptions): DynamicModule {
    const { imports = [], inject = [], useFactory, useClass, useExisting } = (asyncOptions ?? {}) as AnyAsyncOptions;
    if (useFactory !== undefined) return moduleWith([{ provide: OPTIONS, inject, useFactory }], imports);
    const factory = useClass ?? useExisting;
    if (factory === undefined) {
      throw new HalyardError('E_OPTION', {
        found: 'HalyardModule.forRootAsync() without useFactory, useClass and useExisting',
        expected: 'one of them: forRootAsync({ useFactory: () => load({ root }) })',
      });
    }
    const options: Provider = { provide: OPTIONS, inject: [factory], useFactory: optionsOf };
    return moduleWith(useClass === undefined ? [options] : [useClass, options], imports);
  }
}

/** @throws HalyardError E_OPTION */
function optionsOf(factory: HalyardOptionsFactory): Options | Promise<Options> {
  if (typeof factory.createHalyardOptions === 'function') return factory.createHalyardOptions();
  throw new HalyardError('E_OPTION', { found: 'a provider without createHalyardOptions()', expected: 'a class that implements HalyardOptionsFactory' });
}

// The decorator is called as a function, because Node does not run decorators. These options apply to a plain `imports: [HalyardModule]`. The providers
// of `forRoot()` override them.
Module({
  providers: [
    { provide: OPTIONS, useValue: {} },
    { provide: MOUNT, inject: [OPTIONS, HttpAdapterHost, ApplicationConfig, ExternalContextCreator], useFactory: mount },
  ],
})(HalyardModule);

function moduleWith(providers: Provider[], imports: NonNullable<ModuleMetadata['imports']> = []): DynamicModule {
  return { module: HalyardModule, imports, providers };
}

/**
 * Registers our filter and mounts Halyard on the platform. Nest calls the filter that was registered first last. The platform's app exists already,
 * except in a test (`createTestingModule`), where it comes later. A worker or a microservice has no such app, so Halyard is not mounted.
 */
function mount(
  options: Options,
  host: HttpAdapterHost,
  config: ApplicationConfig,
  creator: ExternalContextCreator,
): { onModuleInit(): void; onApplicationBootstrap(): void } {
  let platform: Mounted | undefined;
  let mistake: { readonly error: unknown } | undefined;
  const filter = new HalyardFilter(() => platform);
  config.useGlobalFilters(filter);
  const begin = (adapter: NestAdapter): void => {
    if (platform !== undefined) return;
    platform = platformOf(adapter, options, config);
    answerForBaseFilters(adapter, filter);
    notePlaces(creator);
  };
  const isTest = !host.httpAdapter;
  whenAdapter(host, (adapter) => {
    try {
      begin(adapter);
    } catch (error) {
      if (!isTest) throw error;
      // An error thrown here would end the process instead of failing the test.
      mistake = { error };
    }
  });
  return {
    onModuleInit() {
      if (mistake !== undefined) throw mistake.error;
    },
    onApplicationBootstrap() {
      if (platform !== undefined) hintOfFilters(config.getGlobalFilters(), filter, platform.settings.report);
    },
  };
}

const mounted = sharedMap<true>('nest');

/** @throws HalyardError E_NOT_AN_APP, E_MOUNTED_TWICE, E_NAME_TAKEN, and the codes of invalid options. */
function platformOf(adapter: NestAdapter, ownOptions: Options, config: ApplicationConfig): Mounted {
  if (mounted.has(adapter)) throw new HalyardError('E_MOUNTED_TWICE', { found: 'a second HalyardModule', todo: "Import it once, in the app's first module." });
  const options = extendOptions(ownOptions, ({ logger = nestLogger() }) => ({ logger }));
  const mountOn = PLATFORMS.get(adapter.getType());
  if (mountOn === undefined) {
    throw new HalyardError('E_NOT_AN_APP', { found: `a Nest app on ${JSON.stringify(adapter.getType())}`, expected: 'one on Express or on Fastify' });
  }
  const platform = mountOn(adapter, options);
  mounted.set(adapter, true);
  answerUnmatched(adapter, platform, config);
  answerStreams(adapter, platform);
  quietIntrinsic(platform.settings);
  return { ...platform, originalOf: rememberOriginals(adapter), send: (reply, body, status) => void adapter.reply(reply, body, status) };
}

const PLATFORMS: ReadonlyMap<string, (adapter: NestAdapter, options: Options) => Platform> = new Map([
  ['express', nestOnExpress],
  ['fastify', nestOnFastify],
]);

/** Answers unmatched routes directly if the app has no other global filter. Otherwise Nest throws a NotFoundException for the filters. */
function answerUnmatched(adapter: NestAdapter, { notFound }: Platform, config: ApplicationConfig): void {
  const { setNotFoundHandler } = adapter;
  adapter.setNotFoundHandler = function (handler, ...rest) {
    const alone = config.getGlobalFilters().length === 1 && config.getGlobalRequestFilters().length === 0;
    return setNotFoundHandler.call(this, alone ? (_request: object, reply: object) => notFound(reply) : handler, ...rest);
  };
}
