import type { IncomingRequest } from '../../core/ports/request.ts';
import type { OldInput, Withheld } from '../flash/flash-note.ts';
import { oldInput } from '../page/old-input.ts';
import type { FormSettings } from './form-settings.ts';
import { sentFiles } from './sent-files.ts';

/** What a form's request sent, as far as it may be given back. */
export interface Submission {
  /** The values by the name of the field. */
  readonly old: OldInput;
  /** The names of the fields with a value that is not given back. `undefined` if the body could not be read. */
  readonly withheld?: Withheld;
  /** The names of fields that are too long. */
  readonly tooLong: readonly string[];
}

/** How many names of withheld fields a flash has, and how long each may be. A cookie is small. */
const MOST_NAMES = 12;
const LONGEST_NAME = 64;

/**
 * Returns the submitted values that may be given back, and the names of the others.
 *
 * @param longest the longest value in characters
 */
export function submission(settings: FormSettings, request: IncomingRequest, submitted: unknown, longest: number): Submission {
  const [tooLong, secrets] = [new Set<string>(), new Set<string>()];
  // A form whose only box is cleared sends an empty body, which most parsers do not read.
  const body = submitted ?? (request.header('content-length') === '0' ? {} : undefined);
  const old = oldInput(body, settings.fields, longest, { tooLong, withheld: secrets });
  if (body === undefined) return { old, tooLong: [] };
  return { old, withheld: { fields: someOf(secrets), files: someOf(sentFiles(request.native, body)) }, tooLong: [...tooLong] };
}

function someOf(names: Iterable<string>): readonly string[] {
  return [...names].filter((name) => name.length <= LONGEST_NAME).slice(0, MOST_NAMES);
}
