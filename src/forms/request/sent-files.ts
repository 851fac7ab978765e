import { firstOf } from '../../core/values/first-of.ts';
import { isArray, isPlainObject, readProperty } from '../../core/values/guarded-read.ts';

const MOST = 32;

/**
 * Returns the names of the fields with a file: from a body with files (`File`, or bytes), and from what a parser keeps beside the body (multer,
 * express-fileupload, koa-body, formidable). A browser cannot be given a file back, so the visitor has to choose it again.
 */
export function sentFiles(native: unknown, submitted: unknown): readonly string[] {
  const names = new Set<string>();
  const add = (name: unknown): unknown => typeof name === 'string' && name !== '' && names.size < MOST && names.add(name);
  if (isPlainObject(submitted)) for (const [name, value] of Object.entries(submitted)) if (hasFile(value)) add(name);
  for (const owner of [native, readProperty(native, 'request')]) {
    add(readProperty(readProperty(owner, 'file'), 'fieldname'));
    const files = readProperty(owner, 'files');
    if (isArray(files)) for (const file of firstOf(files, MOST)) add(readProperty(file, 'fieldname'));
    else if (isPlainObject(files)) for (const [name, value] of Object.entries(files)) if (!isArray(value) || value.length > 0) add(name);
  }
  return [...names];
}

function hasFile(value: unknown): boolean {
  return isArray(value) ? firstOf(value, MOST).some(isFile) : isFile(value);
}

/** A field without a chosen file is sent with an empty name. Some parsers keep only the bytes of a file. */
function isFile(value: unknown): boolean {
  if (value instanceof Uint8Array) return value.length > 0;
  const name = value instanceof Blob ? readProperty(value, 'name') : '';
  return typeof name === 'string' && name !== '';
}
