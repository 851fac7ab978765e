import { isError, readOwn } from '../../core/values/guarded-read.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { issueOf } from '../validators/issue-of.ts';

/** The content is too large: 413, RFC 9110 §15.5.14. Every other code means that the form does not fit: 400. */
const TOO_MUCH = /^LIMIT_(?:FILE_SIZE|FILE_COUNT|PART_COUNT|FIELD_VALUE|FIELD_COUNT|FIELD_KEY)$/;

/** Maps a MulterError. It has a code, a constant message, and the name of the form's field. */
export function multer(value: unknown): LibraryMapping | undefined {
  if (!isError(value) || readOwn(value, 'name') !== 'MulterError') return undefined;
  const [code, field, message] = [readOwn(value, 'code'), readOwn(value, 'field'), readOwn(value, 'message')];
  if (typeof code !== 'string' || !/^(?:LIMIT_|MISSING_FIELD_NAME|INVALID_FIELD_NAME)/.test(code)) return undefined;
  if (TOO_MUCH.test(code)) {
    const tooMuch = { status: 413, detail: typeof message === 'string' ? message : undefined, code };
    // The error does not have the limit, and multer keeps it where nothing else can read it.
    return typeof field === 'string' ? { ...tooMuch, issues: [issueOf(message, [field], { code })] } : tooMuch;
  }
  return { status: 400, issues: [issueOf(message, typeof field === 'string' ? [field] : [], { code })] };
}
