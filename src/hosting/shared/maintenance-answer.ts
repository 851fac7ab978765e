import type { Outage } from '../../core/ports/maintenance.ts';
import type { Representation } from '../../core/ports/representation.ts';
import { HalyardError } from '../../core/values/errors.ts';
import { isSendable } from '../../core/values/field.ts';
import { handleRejection, isPromise } from '../../core/values/handle-rejection.ts';
import { quote } from '../../core/values/quote.ts';

/** What a request meets: an outage, or an answer of the source. */
export type Met = { readonly outage: Outage; readonly answer?: undefined } | { readonly outage?: undefined; readonly answer: Representation };

/**
 * Reads what `meets` has returned. `undefined`: it is neither an outage nor an answer, and `failed` gets the reason. Each member is read once, because a
 * getter may throw or change its value.
 */
export function readMet(value: unknown, failed: (error: unknown) => void): Met | undefined {
  if (isPromise(value)) {
    handleRejection(value);
    failed(new HalyardError('E_PROMISE', { found: 'a promise from `maintenance.meets()`', expected: 'the value: it is not waited for' }));
    return undefined;
  }
  if (typeof value === 'object' && value !== null) {
    const { retryAfter, message, status, headers, body } = value as Partial<Outage & Representation>;
    if (status !== undefined) {
      const answer = readAnswer({ status, headers, body });
      if (answer !== undefined) return { answer };
    } else if (typeof retryAfter === 'number' && Number.isFinite(retryAfter)) {
      if (message === undefined || typeof message === 'string') return { outage: { retryAfter, message: message || undefined } };
      failed(rubbish(`the message ${quote(message)}`, 'a text'));
      return { outage: { retryAfter } };
    }
  }
  failed(rubbish(quote(value), 'an outage such as { retryAfter: 600 }, an answer with status, headers and body, or undefined'));
  return undefined;
}

function rubbish(found: string, expected: string): HalyardError {
  return new HalyardError('E_OPTION', { found: `${found} from \`maintenance.meets()\``, expected });
}

function readAnswer({ status, headers, body }: { readonly status: unknown; readonly headers: unknown; readonly body: unknown }): Representation | undefined {
  if (!Number.isInteger(status) || (status as number) < 200 || (status as number) > 599 || typeof (body ?? '') !== 'string') return undefined;
  const fields: Record<string, string | readonly string[]> = {};
  for (const [name, value] of Object.entries(headers ?? {})) {
    if (![value].flat().every((one) => isSendable(name, one))) return undefined;
    // The hosts write several cookies as a list.
    const isCookie = name.toLowerCase() === 'set-cookie';
    fields[name.toLowerCase()] = isCookie ? ([value].flat() as string[]) : ([value].flat() as string[]).join(', ');
  }
  const text = (body ?? '') as string;
  return { status: status as number, headers: fields, removedHeaders: [], body: text, value: text === '' ? undefined : text };
}
