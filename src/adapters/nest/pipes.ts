import * as common from '@nestjs/common';
import type { ExternalContextCreator } from '@nestjs/core';
import { isPromise } from '../../core/values/handle-rejection.ts';
import type { Issue } from '../../core/values/issue.ts';
import { isNoted, noteErrors, notePipe, type PipeFacts } from '../../libraries/frameworks/nest-pipes.ts';

/** What Nest passes to a pipe. `data` is the argument of the decorator: `id` for `@Param('id')`. */
interface Metadata {
  readonly type?: string;
  readonly data?: unknown;
}

interface Pipe {
  exceptionFactory?: (errors: unknown) => unknown;
  transform(value: unknown, metadata: Metadata, ...rest: readonly unknown[]): unknown;
}

/** Nest's consumer of pipes. Every pipe runs in it, also a pipe of the app and of nestjs-zod. */
interface Consumer {
  applyPipes(value: unknown, metadata: Metadata, ...rest: readonly unknown[]): unknown;
}

const PLACES: Readonly<Record<string, Issue['in']>> = { query: 'query', param: 'path' };
const noting = new WeakSet<object>();

/**
 * Makes Nest's pipes remember which part of the request they refused, and which fields. Their exceptions do not say it, and a JSON Pointer would lead a client of
 * `@Query()` into the body.
 */
export function notePlaces(creator: ExternalContextCreator): void {
  notePlacesOf((creator as unknown as { readonly pipesConsumer: Consumer }).pipesConsumer);
  // Nest 10 and 11 have no StandardSchemaValidationPipe.
  const { StandardSchemaValidationPipe } = common as { readonly StandardSchemaValidationPipe?: { readonly prototype: object } };
  for (const pipe of [common.ValidationPipe, common.ParseArrayPipe, StandardSchemaValidationPipe]) {
    if (pipe !== undefined && !noting.has(pipe)) noteFailuresOf(pipe.prototype as Pipe, pipe === common.ParseArrayPipe);
    if (pipe !== undefined) noting.add(pipe);
  }
}

/** Makes every pipe remember the part of the request. Nest has one consumer of pipes for each router, and they share their prototype. */
function notePlacesOf(one: Consumer): void {
  const consumer = Object.getPrototypeOf(one) as Consumer;
  if (noting.has(consumer)) return;
  noting.add(consumer);
  const { applyPipes } = consumer;
  consumer.applyPipes = async function (value, metadata, ...rest) {
    try {
      return await applyPipes.call(this, value, metadata, ...rest);
    } catch (error) {
      if (!isNoted(error)) notePipe(error, factsOf(metadata, false));
      throw error;
    }
  };
}

function factsOf({ type = '', data }: Metadata, isOfItems: boolean): PipeFacts {
  return { in: PLACES[type], name: typeof data === 'string' ? data : undefined, isElsewhere: type === 'custom', isOfItems };
}

function noteFailuresOf(pipe: Pipe, isOfItems: boolean): void {
  const { transform } = pipe;
  pipe.transform = async function (value, metadata, ...rest) {
    if (!noting.has(this)) noteErrorsOf(this);
    try {
      return await transform.call(this, value, metadata, ...rest);
    } catch (error) {
      notePipe(error, factsOf(metadata ?? {}, isOfItems));
      throw error;
    }
  };
}

/** Makes one pipe remember the errors from which it makes an exception. The app may have written that function. */
function noteErrorsOf(pipe: Pipe): void {
  noting.add(pipe);
  const { exceptionFactory } = pipe;
  if (typeof exceptionFactory !== 'function') return;
  pipe.exceptionFactory = (errors) => {
    const made = exceptionFactory.call(pipe, errors);
    if (!isPromise(made)) noteErrors(made, errors);
    return made;
  };
}
