/** One line of the code that decides what leaves the app, changed in a copy of the package. */
export interface Mutation {
  readonly what: string;
  /** The file below dist/. */
  readonly file: string;
  /** It must be in the file exactly once. */
  readonly search: string;
  readonly replace: string;
}

const DISCLOSE = 'core/disclosure/disclose.js';
const OCCURRENCE = 'core/pipeline/occurrence.js';
const REPORT = 'core/report/report.js';
const HEADERS = 'core/headers/headers-of.js';

/** Renders one format as in development. */
const revealed = (format: string, name: string): Mutation => ({
  what: `${name} shows the errors to everybody`,
  file: OCCURRENCE,
  search: 'format.render(this.disclosed, context)',
  replace: `format.render(format.mediaType === '${format}' ? this.#disclosedTo(true) : this.disclosed, context)`,
});

/** Each of them shows a secret, or a part of an error, to a client or in the log. */
export const MUTATIONS: readonly Mutation[] = [
  { what: 'what is not exposed is shown', file: DISCLOSE, search: 'const shown = outcome.expose || revealed;', replace: 'const shown = true;' },
  { what: 'each response is exposed', file: 'core/responses/outcome-facts.js', search: 'outcome.expose ??= status < 500;', replace: 'outcome.expose = true;' },
  {
    what: 'the message of an error is the detail of a 4xx',
    file: 'core/responses/exposed-text.js',
    search: "readOwn(error, THROWN_RESPONSE) === undefined || readOwn(error, 'expose') !== true",
    replace: 'false',
  },
  {
    what: 'no text in the log is masked',
    file: 'core/values/mask.js',
    search: 'return kept === 0 ? text : masked + text.slice(kept);',
    replace: 'return text;',
  },
  {
    what: 'the errors are for everybody',
    file: DISCLOSE,
    search: 'const errors = revealed && outcome.causes !== undefined',
    replace: 'const errors = outcome.causes !== undefined',
  },
  {
    what: 'the message of the error is the detail',
    file: DISCLOSE,
    search: 'const detail = shown ? (outcome.detail ?? ofError) : undefined;',
    replace: 'const detail = outcome.detail ?? about.errors()[0]?.message;',
  },
  {
    what: 'each request is one of a developer',
    file: OCCURRENCE,
    search: 'this.#settings.disclosure.reveals(this.request)',
    replace: 'true',
  },
  revealed('text/plain', 'the text'),
  revealed('text/markdown', 'the markdown'),
  revealed('text/html', 'the page'),
  revealed('application/problem+json', 'the problem document'),
  {
    what: 'a header field has the message of the error',
    file: OCCURRENCE,
    search: 'headersOf(this.disclosed, rendered,',
    replace: "headersOf({ ...this.disclosed, headers: { 'x-error': String(this.errors()[0]?.message ?? '').slice(0, 200) } }, rendered,",
  },
  {
    what: 'a cookie has the credentials of the request',
    file: HEADERS,
    search: 'headers[REFERENCE_FIELD] = outcome.reference;',
    replace: "headers[REFERENCE_FIELD] = outcome.reference, headers['set-cookie'] = ['as='.concat(request.header('authorization')).replace(' ', '')];",
  },
  {
    what: 'a view gets the address with its query as the message',
    file: 'core/formats/locals.js',
    search: "message: outcome.detail ?? '',",
    replace: 'message: outcome.detail ?? request.url,',
  },
  {
    what: 'a view gets the cookies of the request as a local',
    file: 'core/formats/app-locals.js',
    search: '...locals };',
    replace: "...locals, user: request.header('cookie') };",
  },
  {
    what: 'the page shows the error of a broken view',
    file: 'core/formats/html.js',
    search: 'const errors = outcome.revealed ?',
    replace: 'const errors = true ?',
  },
  {
    what: 'the log has the query of the address',
    file: REPORT,
    search: 'whole.split(/[?#]/, 1)[0]',
    replace: 'whole',
  },
  {
    what: 'the log has the cookies of the request',
    file: REPORT,
    search: 'requestId: id && maskText(id),',
    replace: "requestId: request.header('cookie'),",
  },
  {
    what: 'the log has the credentials of the request',
    file: REPORT,
    search: 'status: about.status ?? outcome.status,',
    replace: "status: about.status ?? outcome.status, user: request.header('authorization'),",
  },
];
