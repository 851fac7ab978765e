import type { InjectionToken, ModuleMetadata, OptionalFactoryDependency, Type } from '@nestjs/common';
import type { Options } from '../../core/settings/options.ts';

/**
 * The argument of `forRootAsync()`: a factory function (`useFactory`), or a provider that makes the options (`useClass`, `useExisting`). `inject` lists
 * what Nest passes to the function, and `imports` the modules that provide it.
 *
 * @example
 * const options: AsyncOptions = { inject: [ConfigService], useFactory: (config) => load({ root: config.get('root') }) };
 */
export type AsyncOptions = { readonly imports?: NonNullable<ModuleMetadata['imports']> } & (
  | {
      readonly inject?: (InjectionToken | OptionalFactoryDependency)[];
      // biome-ignore lint/suspicious/noExplicitAny: the app decides what is injected
      readonly useFactory: (...injected: any[]) => Options | Promise<Options>;
    }
  | { readonly useClass: Type<HalyardOptionsFactory> }
  | { readonly useExisting: InjectionToken<HalyardOptionsFactory> }
);

/** The same, as the module reads it. */
export interface AnyAsyncOptions {
  readonly imports?: NonNullable<ModuleMetadata['imports']>;
  readonly inject?: (InjectionToken | OptionalFactoryDependency)[];
  readonly useFactory?: () => Options | Promise<Options>;
  readonly useClass?: Type<HalyardOptionsFactory>;
  readonly useExisting?: InjectionToken<HalyardOptionsFactory>;
}

/**
 * A provider that makes the options of Halyard.
 *
 * @example
 * class HalyardConfig implements HalyardOptionsFactory {
 *   createHalyardOptions() {
 *     return load({ root: import.meta.dirname });
 *   }
 * }
 * HalyardModule.forRootAsync({ useClass: HalyardConfig });
 */
export interface HalyardOptionsFactory {
  /** Returns the options, or a promise of them. Nest calls it once, at start. */
  createHalyardOptions(): Options | Promise<Options>;
}
