import type { MaybePromise } from '../../core/values/maybe-promise.ts';
import { awaitsContinue } from '../shared/end-after-body.ts';
import { formFields, MAX_FORM, MAX_MILLISECONDS } from '../shared/form-fields.ts';
import { copyOf, type FormMessage, isUrlEncoded } from './form-copy.ts';

/** The submitted form: the body that the host's parser has set, or the copy, or the body read now if nothing has read it. */
export function submittedForm(request: FormMessage, body = request.body): MaybePromise<unknown> {
  const parsed = typeof body === 'object' && body !== null && !Buffer.isBuffer(body) ? body : undefined;
  // Some parsers set `{}` for a body of a type that they do not parse.
  if (parsed !== undefined && Object.keys(parsed).length > 0) return parsed;
  const copy = copyOf(request);
  if (copy !== undefined) return formFields(new URLSearchParams(copy));
  if (request.readableDidRead || request.destroyed || !isUrlEncoded(request) || isKeptBack(request)) return parsed;
  const length = Number(request.headers['content-length']);
  return length > MAX_FORM ? parsed : read(request);
}

/**
 * Whether the client waits for `100 Continue` before it sends the body. For HTTP/1.1 Node keeps that on the reply. An earlier reply may still be in
 * progress on the connection.
 */
function isKeptBack(request: FormMessage): boolean {
  if (request.headers.expect === undefined) return false;
  if ('stream' in request) return awaitsContinue(request, request);
  const reply = (request.socket as { _httpMessage?: { req?: unknown } | null } | undefined)?._httpMessage;
  return reply?.req === request && awaitsContinue(request, reply);
}

/** Reads the body within the limits. Never rejects: a body that cannot be read in time counts as absent. */
function read(request: FormMessage): Promise<unknown> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const done = (form: unknown): void => {
      clearTimeout(timer);
      request.off('data', take).off('end', end).off('error', giveUp).off('close', giveUp).pause();
      resolve(form);
    };
    const giveUp = (): void => done(undefined);
    const end = (): void => done(formFields(new URLSearchParams(Buffer.concat(chunks).toString())));
    const take = (chunk: Buffer | string): void => {
      bytes += chunk.length;
      chunks.push(Buffer.from(chunk));
      if (bytes > MAX_FORM) giveUp();
    };
    const timer = setTimeout(giveUp, MAX_MILLISECONDS);
    request.on('data', take).once('end', end).once('error', giveUp).once('close', giveUp);
  });
}
