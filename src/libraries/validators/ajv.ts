import { readOwn, readProperty } from '../../core/values/guarded-read.ts';
import type { Issue } from '../../core/values/issue.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { issueOf, issuesOf, listIn } from './issue-of.ts';

/** The keyword's parameter that names the invalid member. `instancePath` points to the object around it. */
const NAMED = ['missingProperty', 'additionalProperty', 'unevaluatedProperty', 'propertyName'];

/** Maps the failures of ajv 8 and 6: `validate.errors`, or its ValidationError. */
export function ajv(value: unknown): LibraryMapping | undefined {
  const issues = ajvIssues(listIn(value, 'errors'));
  return issues === undefined ? undefined : { issues, quotes: true };
}

/** Returns the issues of ajv's list, or `undefined` for any other value. `place` is the validated part of the request. */
export function ajvIssues(errors: unknown, place?: Issue['in']): readonly Issue[] | undefined {
  return issuesOf(errors, (error) => {
    const pointer = readProperty(error, 'instancePath') ?? readProperty(error, 'dataPath');
    const keyword = readProperty(error, 'keyword');
    if (typeof pointer !== 'string' || typeof keyword !== 'string') return undefined;
    const params = readProperty(error, 'params');
    const name = NAMED.map((param) => readProperty(params, param)).find((param) => typeof param === 'string');
    const path = name === undefined ? keys(pointer) : [...keys(pointer), name];
    // With the option `verbose` ajv keeps the validated data.
    const data = readOwn(error, 'data');
    return [issueOf(readProperty(error, 'message'), path, { code: keyword, params, in: place, typed: data === undefined ? undefined : [data] })];
  });
}

/** Parses a JSON Pointer (RFC 6901). ajv 6 wrote `.crew[0].name` instead. */
function keys(pointer: string): readonly string[] {
  const tokens = pointer.slice(0, 1_024).startsWith('/') ? pointer.slice(1, 1_024).split('/') : (pointer.slice(0, 1_024).match(/[^.[\]'"]+/g) ?? []);
  return tokens.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}
