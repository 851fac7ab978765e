import { isArray, isError, readOwn } from '../../core/values/guarded-read.ts';
import type { Issue } from '../../core/values/issue.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { classNamed } from '../class-chain.ts';
import { mapStatus } from '../map-status.ts';
import { issueOf, issuesOf } from '../validators/issue-of.ts';

/** The first part of a path, as a place in the request. */
const PLACES: Readonly<Record<string, Issue['in']>> = { query: 'query', params: 'path', headers: 'header', cookies: 'header' };

/**
 * Maps the errors of express-openapi-validator: a status, the path of the request, and `errors` with a path such as `/body/email`. Only the issues of a
 * 400 go out, because the other texts repeat the request. A response that is not valid is a 500.
 */
export function expressOpenapiValidator(value: unknown): LibraryMapping | undefined {
  const [status, path, errors] = [readOwn(value, 'status'), readOwn(value, 'path'), readOwn(value, 'errors')];
  if (!isError(value) || typeof status !== 'number' || typeof path !== 'string' || !isArray(errors) || classNamed(value, 'HttpError') === undefined)
    return undefined;
  const mapping = mapStatus(status, undefined, readOwn(value, 'headers'));
  const issues = status === 400 ? issuesOf(errors, openapiIssue) : undefined;
  return issues === undefined ? mapping : { ...mapping, issues, quotes: true };
}

function openapiIssue(entry: unknown): readonly Issue[] | undefined {
  const [path, message, errorCode] = [readOwn(entry, 'path'), readOwn(entry, 'message'), readOwn(entry, 'errorCode')];
  if (typeof path !== 'string' || !path.startsWith('/')) return undefined;
  const [place = '', ...keys] = path.slice(1, 1_024).split('/').map(unescaped);
  const code = typeof errorCode === 'string' ? errorCode.replace(/\.openapi\.(?:requestValidation|validation)$/, '') : undefined;
  const at = PLACES[place];
  return [issueOf(message, place === 'cookies' ? ['Cookie', ...keys] : keys, { code, in: at })];
}

/** A token of a JSON Pointer (RFC 6901 §4). */
function unescaped(token: string): string {
  return token.replaceAll('~1', '/').replaceAll('~0', '~');
}
