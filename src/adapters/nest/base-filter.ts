import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { BaseExceptionFilter } from '@nestjs/core';
import type { NestAdapter } from './adapter.ts';

/** Our filter for each adapter. */
const answering = new WeakMap<object, ExceptionFilter>();

/** The members by which a filter of Nest finds its app. */
interface BaseFilter {
  readonly applicationRef?: object;
  readonly httpAdapterHost?: { readonly httpAdapter?: object };
}

const nests: { catch: typeof BaseExceptionFilter.prototype.catch } = { catch: BaseExceptionFilter.prototype.catch };

/**
 * Makes Halyard the default of Nest's BaseExceptionFilter. A filter of the app may extend it to report errors to a tracker, and call `super.catch()`
 * for the response. In an app without Halyard, Nest's default stays.
 */
export function answerForBaseFilters(adapter: NestAdapter, filter: ExceptionFilter): void {
  answering.set(adapter, filter);
  if (BaseExceptionFilter.prototype.catch === catchForNest) return;
  nests.catch = BaseExceptionFilter.prototype.catch;
  BaseExceptionFilter.prototype.catch = catchForNest;
}

function catchForNest(this: BaseExceptionFilter, exception: unknown, host: ArgumentsHost): void {
  const { applicationRef, httpAdapterHost } = this as unknown as BaseFilter;
  const adapter = applicationRef ?? httpAdapterHost?.httpAdapter;
  const filter = adapter === undefined || host.getType() !== 'http' ? undefined : answering.get(adapter);
  if (filter === undefined) nests.catch.call(this, exception as never, host);
  else filter.catch(exception, host);
}
