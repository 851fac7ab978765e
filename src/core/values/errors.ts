/** The codes of all mistakes that Halyard finds in its use. `docs/errors.md` has a section for each, and a test compares the two. */
const CODES = {
  E_OPTION_UNKNOWN: 'There is no option of that name.',
  E_OPTION: 'An option has a value that cannot be used.',
  E_ROOT: 'The folder given to load() cannot be read.',
  E_RESPONSE_DEFINITION: 'What was given as a response cannot be one.',
  E_RESPONSE_FILE: 'A file in api/responses/ cannot be used.',
  E_NAME_RESERVED: 'A response has a name that requests, replies or JavaScript itself need.',
  E_NAME_TAKEN: 'A response has the name of a method that the host already has.',
  E_MOUNTED_TWICE: 'Halyard was mounted twice on the same app.',
  E_MOUNTED_LATE: 'Halyard was mounted after what it has to come before.',
  E_NOT_AN_APP: 'Halyard was mounted on something that is not an app of that host.',
  E_HANDLER_TAKEN: 'The app already has a handler in the place of ours.',
  E_NO_SERVER: 'Sockets were to ask the routes of a server, and there is none.',
  E_NO_SOCKET: 'A listener of a socket was called, and its socket is not known.',
  E_VIEW_FILE: 'A view in views/ cannot be compiled.',
  E_VIEW_NAME: 'A view was asked for by a name that could lead out of the folder of views.',
  E_VIEW: 'A view failed.',
  E_VIEW_TIMEOUT: 'A view took longer than its deadline.',
  E_VIEW_OUTPUT: 'A view gave something other than text, or too much of it.',
  E_RESPONSE_TIMEOUT: 'A response of the app ended without an answer.',
  E_OUTCOME: 'The outcome of a response failed, or is not one.',
  E_FORMAT: 'A format failed.',
  E_PROMISE: 'A promise stands where a value belongs.',
  E_ANSWERED_TWICE: 'A response was called after the request had been answered.',
  E_NO_RESPONSE: 'A handler ended without a Response.',
  E_FLASH_STORE: 'A flash store cannot be used.',
  E_FIELD: 'A header field has a name or a value that cannot be sent.',
} as const;

export type HalyardErrorCode = keyof typeof CODES;

export const HALYARD_ERROR_CODES: Readonly<Record<HalyardErrorCode, string>> = CODES;

/** A mistake in the use or the setup of Halyard. The message has the code, what was found, what was expected and what to do. */
export class HalyardError extends Error {
  override readonly name = 'HalyardError';
  readonly code: HalyardErrorCode;

  constructor(code: HalyardErrorCode, about: { readonly found: string; readonly expected?: string; readonly todo?: string; readonly cause?: unknown }) {
    const sentences = [`${code}: ${CODES[code]} Found ${about.found}.`];
    if (about.expected !== undefined) sentences.push(`Expected ${about.expected}.`);
    if (about.todo !== undefined) sentences.push(`${about.todo}`);
    super(sentences.join('\n  '), about.cause === undefined ? undefined : { cause: about.cause });
    this.code = code;
  }
}
