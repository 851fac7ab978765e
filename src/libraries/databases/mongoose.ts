import { firstOf } from '../../core/values/first-of.ts';
import { entriesOf, isError, readDeclared, readOwn } from '../../core/values/guarded-read.ts';
import type { Issue } from '../../core/values/issue.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { NOT_VALID } from '../../core/values/may-quote.ts';
import { classNamed } from '../class-chain.ts';
import { issueOf, issuesOf, keysOf } from '../validators/issue-of.ts';

/** Maps the errors of Mongoose for a document or a query. Its built-in messages quote the value. The messages of the schema's author are kept. */
export function mongoose(value: unknown): LibraryMapping | undefined {
  if (!isError(value) || classNamed(value, 'MongooseError') === undefined) return undefined;
  const name = readDeclared(value, 'name');
  if (name === 'ValidationError') return refused([value]);
  // For many documents, the documents that were not stored.
  if (name === 'MongooseBulkWriteError') return refused(readOwn(value, 'validationErrors'));
  if (name === 'CastError') return { status: 400, issues: [fieldIssue([String(readOwn(value, 'path')), value])], quotes: true };
  if (name === 'StrictModeError')
    return { status: 400, issues: [issueOf('Not a known field', keysOf(readOwn(value, 'path')), { code: 'strict' })], quotes: true };
  if (name === 'DocumentNotFoundError') return { status: 404, quotes: true };
  return name === 'VersionError' || name === 'MongooseBulkSaveIncompleteError' ? { status: 409 } : undefined;
}

function refused(documents: unknown): LibraryMapping | undefined {
  const entries = firstOf(documents).flatMap((error) => entriesOf(readOwn(error, 'errors')));
  // A nested document has an entry itself, as well as the entries of its fields.
  const fields = entries.filter(([, error]) => readDeclared(error, 'name') !== 'ValidationError');
  const issues = issuesOf(fields, (entry) => [fieldIssue(entry as readonly [string, unknown])]);
  return issues === undefined ? undefined : { status: 400, issues, quotes: true };
}

function fieldIssue([field, error]: readonly [string, unknown]): Issue {
  const path = keysOf(field).map((key) => (typeof key === 'string' && /^\d+$/.test(key) ? Number(key) : key));
  const kind = readOwn(error, 'kind');
  if (readDeclared(error, 'name') === 'CastError') return issueOf(`Not a valid ${String(kind)}`, path, { code: 'cast', params: { kind } });
  const { min, max, minlength, maxlength } = (readOwn(error, 'properties') ?? {}) as Readonly<Record<string, unknown>>;
  const written = readOwn(error, 'message');
  const message =
    typeof written === 'string' && !MONGOOSE_MESSAGE.test(written) ? written : (IN_PLACE[String(kind)]?.({ min, max, minlength, maxlength }) ?? NOT_VALID);
  const typed = [readOwn(error, 'value'), readOwn(readOwn(error, 'properties'), 'value')];
  return issueOf(message, path, { code: kind, params: { min, max, minlength, maxlength }, typed });
}

/** Mongoose's own templates (`Error.messages`). Each holds the value, except `required`. */
const MONGOOSE_MESSAGE = /^Path `[^`]*` (?:is required\.$|\(|is invalid \()|` is not a valid enum value for path `|^Validator failed for path `/;

const IN_PLACE: Readonly<Record<string, (limits: Readonly<Record<string, unknown>>) => string>> = {
  required: () => 'Required',
  min: ({ min }) => `Must be ${String(min)} or more`,
  max: ({ max }) => `Must be ${String(max)} or less`,
  minlength: ({ minlength }) => `Must have ${String(minlength)} characters or more`,
  maxlength: ({ maxlength }) => `Must have ${String(maxlength)} characters or fewer`,
};
