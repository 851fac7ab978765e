import { isPlainObject } from '../../core/values/guarded-read.ts';
import type { LibraryMapping, MapLibraryValue } from '../../core/values/library-mapping.ts';
import { listMember } from '../../core/values/list-member.ts';
import { named } from '../validator-of.ts';
import { ajv } from './ajv.ts';
import { anyIssues } from './any-issues.ts';
import { arktype } from './arktype.ts';
import { classValidator } from './class-validator.ts';
import { effect } from './effect.ts';
import { expressValidator } from './express-validator.ts';
import { flattened } from './flattened.ts';
import { joi } from './joi.ts';
import { namedEntries } from './named-entries.ts';
import { valibot } from './valibot.ts';
import { yup } from './yup.ts';
import { zod } from './zod.ts';

/** The mappings of validation libraries: errors, results and lists. The mappings for lists of the app and for any issues come last, after those that recognise their own. */
const VALIDATION_MAPPINGS: readonly MapLibraryValue[] = [
  named('zod', zod),
  named('valibot', valibot),
  named('ArkType', arktype),
  named('Effect', effect),
  named('ajv', ajv),
  named('Joi', joi),
  named('yup', yup),
  named('class-validator', classValidator),
  named('express-validator', expressValidator),
  flattened,
  namedEntries,
  anyIssues,
  listed,
];

/** Maps an object that the app has put together: `{ errors: result.array() }`. */
function listed(value: unknown): LibraryMapping | undefined {
  if (!isPlainObject(value)) return undefined;
  const found = listMember(value);
  return found && validation(found.list);
}

/** Maps the failure of any validation library, or returns undefined. It takes errors, lists, and the failure that a framework keeps of its own validation. */
export function validation(value: unknown): LibraryMapping | undefined {
  return firstMapping(VALIDATION_MAPPINGS, value);
}

/** Returns the mapping of the first library that recognises the value. A mapping that throws is skipped. */
export function firstMapping(libraries: readonly MapLibraryValue[], value: unknown): LibraryMapping | undefined {
  for (const library of libraries) {
    try {
      const mapping = library(value);
      if (mapping !== undefined) return mapping;
    } catch {
      // The value threw while it was read, so it is not this library's.
    }
  }
  return undefined;
}
