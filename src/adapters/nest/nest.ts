import { type DynamicModule, type InjectionToken, Module, type ModuleMetadata, type OptionalFactoryDependency, type Provider, type Type } from '@nestjs/common';
import { ApplicationConfig, HttpAdapterHost } from '@nestjs/core';
import type { ResponseMethods } from '../../core/responses/methods.ts';
import type { Options } from '../../core/settings/options.ts';
import { HalyardError } from '../../core/values/errors.ts';
import type { FormMember } from '../../forms/page/form-member.ts';
import '../express/reply.ts';
import { type NestAdapter, type Platform, rememberOriginals } from './adapter.ts';
import { answerForBaseFilters } from './base-filter.ts';
import { nestOnExpress } from './express.ts';
import { nestOnFastify } from './fastify.ts';
import { HalyardFilter, type Mounted } from './filter.ts';
import { nestLogger } from './logger.ts';
import { answerStreams } from './streams.ts';

/** A reply of the platform's with the response methods, for a parameter with `@Res()`. */
export type Reply<Native = object> = Native & ResponseMethods<unknown> & FormMember;

/** Options that have to be waited for, or need something that Nest provides: of a factory, or of a class that is one. */
export type AsyncOptions = { readonly imports?: NonNullable<ModuleMetadata['imports']> } & (
  | {
      readonly inject?: (InjectionToken | OptionalFactoryDependency)[];
      // biome-ignore lint/suspicious/noExplicitAny: what is injected is the app's, and the app knows which
      readonly useFactory: (...injected: any[]) => Options | Promise<Options>;
    }
  | { readonly useClass: Type<HalyardOptionsFactory> }
  | { readonly useExisting: InjectionToken<HalyardOptionsFactory> }
);

interface AnyAsyncOptions {
  readonly imports?: NonNullable<ModuleMetadata['imports']>;
  readonly inject?: (InjectionToken | OptionalFactoryDependency)[];
  readonly useFactory?: () => Options | Promise<Options>;
  readonly useClass?: Type<HalyardOptionsFactory>;
  readonly useExisting?: InjectionToken<HalyardOptionsFactory>;
}

/** A provider that makes the options: `HalyardModule.forRootAsync({ useClass: HalyardConfig })`. */
export interface HalyardOptionsFactory {
  createHalyardOptions(): Options | Promise<Options>;
}

const OPTIONS = Symbol('halyard.options');
const MOUNT = Symbol('halyard.mount');

/**
 * Halyard for a Nest app, on Express or on Fastify: `imports: [HalyardModule.forRoot(options)]` in the app's first module. Exceptions that
 * no filter of the app's answers arrive here, as do routes that do not exist.
 */
// biome-ignore lint/complexity/noStaticOnlyClass: a dynamic module of Nest's is one
export class HalyardModule {
  /** Options, or a promise of them, which Nest waits for: `HalyardModule.forRoot(load({ root }))`. */
  static forRoot(options: Options | Promise<Options> = {}): DynamicModule {
    return moduleWith([{ provide: OPTIONS, useValue: options }]);
  }

  /**
   * `HalyardModule.forRootAsync({ useFactory: () => load({ root }) })`
   *
   * @throws HalyardError E_OPTION when there is nothing in it that makes options.
   */
  static forRootAsync(given: AsyncOptions): DynamicModule {
    const { imports = [], inject = [], useFactory, useClass, useExisting } = (given ?? {}) as AnyAsyncOptions;
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

// Called, not written: Node runs no decorators. Without options it is mounted by its name alone; those of `forRoot()` come after these.
Module({
  providers: [
    { provide: OPTIONS, useValue: {} },
    { provide: MOUNT, inject: [OPTIONS, HttpAdapterHost, ApplicationConfig], useFactory: mount },
  ],
})(HalyardModule);

function moduleWith(providers: Provider[], imports: NonNullable<ModuleMetadata['imports']> = []): DynamicModule {
  return { module: HalyardModule, imports, providers };
}

/**
 * The filter is the first that is registered, and so the last that Nest asks. The app inside is there already, except in a test
 * (`createTestingModule`), where it comes later. In a process without one (a worker, a microservice) there is nothing to mount on.
 */
function mount(options: Options, host: HttpAdapterHost, config: ApplicationConfig): { onModuleInit(): void } {
  let platform: Mounted | undefined;
  let mistake: { readonly error: unknown } | undefined;
  const filter = new HalyardFilter(() => platform);
  config.useGlobalFilters(filter);
  const begin = (): void => {
    const adapter = host.httpAdapter as unknown as NestAdapter;
    platform = platformOf(adapter, options, config);
    answerForBaseFilters(adapter, filter);
  };
  if (host.httpAdapter) begin();
  else {
    host.init$.subscribe(() => {
      if (!host.httpAdapter || platform !== undefined) return;
      try {
        begin();
      } catch (error) {
        // What is thrown here would end the process, and not the test.
        mistake = { error };
      }
    });
  }
  return {
    onModuleInit() {
      if (mistake !== undefined) throw mistake.error;
    },
  };
}

const mounted = new WeakSet<NestAdapter>();

/** @throws HalyardError E_NOT_AN_APP, E_MOUNTED_TWICE, E_NAME_TAKEN, and for options that cannot be used. */
function platformOf(adapter: NestAdapter, given: Options, config: ApplicationConfig): Mounted {
  if (typeof given !== 'object' || given === null) {
    throw new HalyardError('E_OPTION', {
      found: `options of HalyardModule that are ${given === null ? 'null' : `of type ${typeof given}`}`,
      expected: 'an object',
    });
  }
  if (mounted.has(adapter)) throw new HalyardError('E_MOUNTED_TWICE', { found: 'a second HalyardModule', todo: "Import it once, in the app's first module." });
  const options = given.logger === undefined ? { ...given, logger: nestLogger() } : given;
  const mountOn = PLATFORMS.get(adapter.getType());
  if (mountOn === undefined) {
    throw new HalyardError('E_NOT_AN_APP', { found: `a Nest app on ${JSON.stringify(adapter.getType())}`, expected: 'one on Express or on Fastify' });
  }
  const platform = mountOn(adapter, options);
  mounted.add(adapter);
  answerUnmatched(adapter, platform, config);
  answerStreams(adapter, platform);
  return { ...platform, originalOf: rememberOriginals(adapter) };
}

const PLATFORMS: ReadonlyMap<string, (adapter: NestAdapter, options: Options) => Platform> = new Map([
  ['express', nestOnExpress],
  ['fastify', nestOnFastify],
]);

/** Nest throws for a route that is not there, for filters to catch. When there is none but ours, there is nobody to throw it to. */
function answerUnmatched(adapter: NestAdapter, { notFound }: Platform, config: ApplicationConfig): void {
  const { setNotFoundHandler } = adapter;
  adapter.setNotFoundHandler = function (handler, ...rest) {
    const alone = config.getGlobalFilters().length === 1 && config.getGlobalRequestFilters().length === 0;
    return setNotFoundHandler.call(this, alone ? (_request: object, reply: object) => notFound(reply) : handler, ...rest);
  };
}
