import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { BaseExceptionFilter } from '@nestjs/core';
import type { NestAdapter } from './adapter.ts';

/** Our filter, by the adapter that it answers on. */
const answering = new WeakMap<object, ExceptionFilter>();

/** What a filter of Nest's own knows of the app that it is in. */
interface BaseFilter {
  readonly applicationRef?: object;
  readonly httpAdapterHost?: { readonly httpAdapter?: object };
}

const nests: { catch: typeof BaseExceptionFilter.prototype.catch } = { catch: BaseExceptionFilter.prototype.catch };

/**
 * A filter of the app's that extends Nest's BaseExceptionFilter, to tell a tracker of what failed, leaves the answer to the default by
 * `super.catch()`. Here the default is ours. In an app without Halyard it stays Nest's.
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
