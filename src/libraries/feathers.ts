import { isForeign } from '../core/foreign.ts';
import { isError, readOwn } from '../core/guarded-read.ts';
import { readIssues } from '../core/issues/index.ts';
import type { Meaning } from '../core/meaning.ts';
import { ajvIssues } from './ajv.ts';
import { says } from './says.ts';

/** `@feathersjs/errors`: `type` is its mark, `code` the status, `errors` messages by field or a list. One made out of an HTTP client's error has that in `data`. */
export function feathers(value: unknown): Meaning | undefined {
  if (!isError(value) || readOwn(value, 'type') !== 'FeathersError') return undefined;
  const data = readOwn(value, 'data');
  if (data !== null && typeof data === 'object' && isForeign(data as Error)) return { status: 500 };
  const meaning = says(readOwn(value, 'code'), readOwn(value, 'message'));
  if ((meaning.status ?? 500) >= 500) return meaning;
  // What its schema's hooks give: the list of ajv.
  const found = ajvIssues(data);
  if (found !== undefined) return { status: meaning.status, issues: found, quotes: true };
  const { issues } = readIssues(readOwn(value, 'errors'));
  return { ...meaning, issues };
}
