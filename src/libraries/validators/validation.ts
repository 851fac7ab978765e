import { isPlainObject } from '../../core/values/guarded-read.ts';
import type { LibraryMapping, MapLibraryValue } from '../../core/values/library-mapping.ts';
import { listMember } from '../../core/values/list-member.ts';
import { ajv } from './ajv.ts';
import { anyIssues } from './any-issues.ts';
import { arktype } from './arktype.ts';
import { classValidator } from './class-validator.ts';
import { expressValidator } from './express-validator.ts';
import { flattened } from './flattened.ts';
import { joi } from './joi.ts';
import { valibot } from './valibot.ts';
import { yup } from './yup.ts';
import { zod } from './zod.ts';

/** What validations give: errors, results and lists. The one that takes any issues comes after those that know theirs. */
const OF_VALIDATIONS: readonly MapLibraryValue[] = [zod, valibot, arktype, ajv, joi, yup, classValidator, expressValidator, flattened, anyIssues, listed];

/** What the app has put together itself: `{ errors: result.array() }`. */
function listed(value: unknown): LibraryMapping | undefined {
  if (!isPlainObject(value)) return undefined;
  const found = listMember(value);
  return found && validation(found.list);
}

/** What a validation found, of whichever library. Asked for errors and lists, and for what a framework keeps of one that it ran. */
export function validation(value: unknown): LibraryMapping | undefined {
  return firstOf(OF_VALIDATIONS, value);
}

export function firstOf(libraries: readonly MapLibraryValue[], value: unknown): LibraryMapping | undefined {
  for (const library of libraries) {
    try {
      const meaning = library(value);
      if (meaning !== undefined) return meaning;
    } catch {
      // A value that throws while it is read is not this library's.
    }
  }
  return undefined;
}
