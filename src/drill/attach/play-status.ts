import { IncomingMessage } from 'node:http';
import { defineResponse } from '../../core/responses/define-response.ts';
import type { MaybePromise } from '../../core/values/maybe-promise.ts';
import type { DrilledResponder } from '../../hosting/shared/drill-door.ts';

/** Answers an error that has this status: with the response of the app that has it, or as Halyard answers a status without a response, such as 414. */
export function playStatus(responder: DrilledResponder, native: object, status: number, isBuiltIn = false): MaybePromise<unknown> {
  const { respondWith, fail } = Object.getPrototypeOf(responder) as DrilledResponder;
  const entry = isBuiltIn ? undefined : responder.settings.mapping.responses.byStatus.get(status);
  if (entry !== undefined) return respondWith.call(responder, native, entry.name);
  return fail.call(responder, native, defineResponse({ name: String(status), status })());
}

/** Sets what Express sets in its first step, which comes after the door: a view or the option `locals` may read it. */
export function setOriginalUrl(request: unknown): void {
  const own = request as { url?: string; originalUrl?: string };
  if (request instanceof IncomingMessage) own.originalUrl ??= own.url ?? '/';
}
