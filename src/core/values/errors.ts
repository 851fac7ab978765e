import { shareClass } from './shared-class.ts';

/** The codes of all mistakes that Halyard reports. `docs/errors.md` has a section for each code, and a test compares the two. */
const CODES = {
  E_OPTION_UNKNOWN: 'There is no option of that name.',
  E_OPTION: 'An option has a value that cannot be used.',
  E_ROOT: 'The folder passed to load() cannot be read.',
  E_RESPONSE_DEFINITION: 'The definition of a response is not valid.',
  E_RESPONSE_FILE: 'A file in api/responses/ cannot be used.',
  E_NAME_RESERVED: 'A response has a name that requests, replies or JavaScript already use.',
  E_NAME_TAKEN: 'A response has the name of a method that the host already has.',
  E_MOUNTED_TWICE: 'Halyard was mounted twice on the same app.',
  E_MOUNTED_LATE: 'Halyard was mounted after the first route.',
  E_NOT_AN_APP: 'Halyard was mounted on something that is not an app of that host.',
  E_HANDLER_TAKEN: 'The app already has its own handler where Halyard needs one.',
  E_NO_SERVER: 'The sockets have no server that they can send requests to.',
  E_NO_SOCKET: 'A socket listener was called without a socket.',
  E_VIEW_FILE: 'A view in views/ cannot be compiled.',
  E_VIEW_NAME: 'The name of a view could lead outside the folder of views.',
  E_VIEW: 'A view failed.',
  E_VIEW_TIMEOUT: 'A view took longer than its deadline.',
  E_VIEW_OUTPUT: 'A view returned no text, or too much text.',
  E_LOCALS: 'The option `locals` did not return an object in time.',
  E_RESPONSE_TIMEOUT: 'A response of the app ended without an answer.',
  E_OUTCOME: 'The outcome of a response failed, or is not valid.',
  E_FORMAT: 'A format failed.',
  E_ERROR_RULE: 'A rule of the option `errors` did not return a response.',
  E_PROMISE: 'A promise was found in place of a value.',
  E_STREAM: 'A stream was found in place of data.',
  E_ANSWERED_TWICE: 'A response was called after the request had been answered.',
  E_NO_RESPONSE: 'A handler ended without a Response.',
  E_FLASH_STORE: 'A flash store cannot be used.',
  E_FIELD: 'A header field has a name or a value that cannot be sent.',
} as const;

/** The code of a `HalyardError`: `E_OPTION`. */
export type HalyardErrorCode = keyof typeof CODES;

/** All error codes, each with its message. */
export const HALYARD_ERROR_CODES: Readonly<Record<HalyardErrorCode, string>> = CODES;

/** A mistake in the use or the setup of Halyard. The message has the code, the value that was found, the expected value and the correction. */
export class HalyardError extends Error {
  override readonly name = 'HalyardError';
  readonly code: HalyardErrorCode;

  /** `found` describes the wrong value, `expected` the right one, and `todo` the correction. `cause` is the error that caused it. */
  constructor(
    code: HalyardErrorCode,
    { found, expected, todo, cause }: { readonly found: string; readonly expected?: string; readonly todo?: string; readonly cause?: unknown },
  ) {
    const sentences = [`${code}: ${CODES[code]} Found ${found}.`, expected && `Expected ${expected}.`, todo];
    super(sentences.filter(Boolean).join('\n  '), cause === undefined ? undefined : { cause });
    this.code = code;
  }
}

shareClass(HalyardError, 'HalyardError');
