import type { MaybePromise } from '../../core/values/maybe-promise.ts';
import { formFields, isUrlEncodedType, MAX_FORM, MAX_MILLISECONDS } from '../shared/form-fields.ts';

/** A Request or a clone of one. */
export interface FormBody {
  readonly headers: Headers;
  readonly body: ReadableStream<Uint8Array> | null;
}

/** Clones a small form before the app has it, because a body can be read once and the app reads it. No other request is cloned. */
export function copyOfForm(request: Request): Request | undefined {
  if (request.method === 'GET' || request.method === 'HEAD') return undefined;
  const length = Number(request.headers.get('content-length'));
  if (!(length > 0 && length <= MAX_FORM) || !isForm(request.headers) || request.bodyUsed) return undefined;
  return request.clone();
}

/** Reads the submitted form now. Never rejects: a body that cannot be read in time counts as absent. */
export function readForm({ headers, body }: FormBody): MaybePromise<unknown> {
  if (body === null || body.locked || !isForm(headers) || Number(headers.get('content-length')) > MAX_FORM) return undefined;
  return read(body.getReader());
}

/** The fields of a form that the app has read. A file stays a `File`, so that the visitor is asked to choose it again. */
export function fieldsIn(data: FormData): unknown {
  return formFields(data.entries());
}

/** Whether these are the fields of a form without files and without a content coding. */
export function isForm(headers: Headers): boolean {
  return isUrlEncodedType(headers.get('content-type')) && !headers.has('content-encoding');
}

async function read(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<unknown> {
  let isLate = false;
  const giveUp = (): void => {
    isLate = true;
    reader.cancel().catch(() => undefined);
  };
  const timer = setTimeout(giveUp, MAX_MILLISECONDS);
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      bytes += value?.length ?? 0;
      if (bytes > MAX_FORM) giveUp();
      if (isLate) return undefined;
      if (done) return formFields(new URLSearchParams(text + decoder.decode()));
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
