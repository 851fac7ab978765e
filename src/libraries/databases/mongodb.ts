import { firstOf, MAX_MEMBERS } from '../../core/values/first-of.ts';
import { isError, readOwn } from '../../core/values/guarded-read.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { classNamed } from '../class-chain.ts';
import { keysOf } from '../validators/issue-of.ts';
import { refusal } from './conflicts.ts';

const DUPLICATE_KEY = 11_000;
const DOCUMENT_VALIDATION_FAILURE = 121;

/**
 * Maps two errors of MongoDB's driver, for one write or a bulk write: a duplicate key, and a document that the collection's validator refused. Message and
 * details hold the value.
 */
export function mongodb(value: unknown): LibraryMapping | undefined {
  if (!isError(value) || classNamed(value, 'MongoServerError') === undefined) return undefined;
  const writes = failedWrites(value);
  const code = readOwn(value, 'code') ?? readOwn(writes[0], 'code');
  if (code !== DUPLICATE_KEY && code !== DOCUMENT_VALIDATION_FAILURE) return undefined;
  const failures = writes.length === 0 ? [value] : writes.filter((failure) => readOwn(failure, 'code') === code);
  return code === DUPLICATE_KEY ? refusal('unique', [...new Set(failures.flatMap(duplicateFields))].map(keysOf), true) : invalid(failures);
}

/** Returns the failed writes of a bulk write: from a list, or from a map when it spanned several collections (`client.bulkWrite`). */
function failedWrites(error: Error): readonly unknown[] {
  const writes = readOwn(error, 'writeErrors');
  return writes instanceof Map ? Array.from(writes.values()).slice(0, MAX_MEMBERS) : firstOf(writes).map((write) => readOwn(write, 'err'));
}

/**
 * Returns the fields of the index. For a bulk write the driver keeps only the server's message. There the index's name stands before the value: `email_1`,
 * `boat_1_day_-1`.
 */
function duplicateFields(failure: unknown): readonly string[] {
  const pattern = readOwn(failure, 'keyPattern');
  if (typeof pattern === 'object' && pattern !== null) return Object.keys(pattern);
  const [, index = ''] =
    /^E11000 duplicate key error collection: .{1,255}? index: (\S{1,128}) /s.exec(String(readOwn(failure, 'errmsg') ?? readOwn(failure, 'message'))) ?? [];
  return index.split(/_-?1(?:_|$)/).slice(0, -1);
}

/** Reads the rules of a `$jsonSchema` that the document broke. Other validators name no fields. */
function invalid(failures: readonly unknown[]): LibraryMapping {
  const rules = failures.flatMap((failure) => firstOf(readOwn(readOwn(readOwn(failure, 'errInfo'), 'details'), 'schemaRulesNotSatisfied')));
  const missing = rules.flatMap((rule) => firstOf(readOwn(rule, 'missingProperties')));
  const unfit = rules.flatMap((rule) => [
    ...firstOf(readOwn(rule, 'propertiesNotSatisfied')).map((property) => readOwn(property, 'propertyName')),
    ...firstOf(readOwn(rule, 'additionalProperties')),
  ]);
  const required = refusal('not_null', missing, true);
  if (missing.length > 0 && unfit.length === 0) return required;
  const refused = refusal('check', unfit, true);
  return missing.length === 0 ? refused : { ...refused, issues: [...(refused.issues ?? []), ...(required.issues ?? [])] };
}
