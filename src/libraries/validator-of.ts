import type { Issue } from '../core/values/issue.ts';
import type { MapLibraryValue } from '../core/values/library-mapping.ts';

/** The library that has found an issue, by issue. For the development report. */
const VALIDATORS = new WeakMap<Issue, string>();

/** The mapping of a library. Its issues keep the name of the library. */
export function named(library: string, map: MapLibraryValue): MapLibraryValue {
  return (value) => {
    const mapping = map(value);
    for (const issue of mapping?.issues ?? []) VALIDATORS.set(issue, library);
    return mapping;
  };
}

/** The library that has found the issue: `zod`. `undefined`: the app has written the issue, or its message was replaced. */
export function validatorOf(issue: Issue): string | undefined {
  return VALIDATORS.get(issue);
}
