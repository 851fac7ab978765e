import type { IncomingRequest } from '../../core/ports/request.ts';
import { isArray, readProperty } from '../../core/values/guarded-read.ts';
import { masked } from './masked.ts';

const MAX_DEPTH = 8;
const MAX_ITEMS = 101;
/** A longer text is not parsed as JSON. */
const MAX_JSON = 65_536;
const MAX_BODY = 16_384;

/**
 * The parsed body as text, masked by name and by shape. A file has its name, type and size, and never its content. A body that nothing has parsed is
 * not read.
 */
export function bodyOf(request: IncomingRequest): string | undefined {
  try {
    const body = request.parsed?.();
    const files = filesOf(request.native);
    if (body === undefined || body === null || isEmpty(body)) return files === undefined ? undefined : masked(files, MAX_BODY);
    const shown = shownValue(body, 0);
    return masked(files === undefined ? shown : { ...(typeof shown === 'object' ? shown : { body: shown }), ...files }, MAX_BODY);
  } catch {
    return '[unreadable]';
  }
}

/** A parser makes an empty object for a request without a body. */
function isEmpty(body: unknown): boolean {
  return typeof body === 'object' && body !== null && !isArray(body) && !(body instanceof FormData) && !isBytes(body) && Object.keys(body).length === 0;
}

/** The value with a text in the place of each file, of bytes and of streams. */
function shownValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return depth === 0 ? fromJson(value) : value;
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return value;
  if (isBytes(value)) return `[${value.byteLength} bytes]`;
  if (value instanceof FormData) return shownValue(valuesOf(value), depth + 1);
  if (value instanceof URLSearchParams) return shownValue(valuesOf(value), depth + 1);
  const part = partOf(value);
  if (part !== undefined) return part;
  if (typeof readProperty(value, 'pipe') === 'function' || typeof readProperty(value, 'getReader') === 'function') return '[a stream, which is not read]';
  if (isArray(value)) return Array.from({ length: Math.min(value.length, MAX_ITEMS) }, (_, index) => shownValue(readProperty(value, index), depth + 1));
  if (value instanceof Map || value instanceof Set || value instanceof Date) return value;
  return Object.fromEntries(
    Object.keys(value)
      .slice(0, MAX_ITEMS)
      .map((name) => [name, shownValue(readProperty(value, name), depth + 1)]),
  );
}

/** A text body that is JSON is shown as JSON, so that its members are masked by their names. */
function fromJson(text: string): unknown {
  if (text.length > MAX_JSON || !/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function isBytes(value: object): value is ArrayBufferView | ArrayBuffer {
  return ArrayBuffer.isView(value) || value instanceof ArrayBuffer;
}

function valuesOf(fields: Iterable<readonly [string, unknown]>): Readonly<Record<string, unknown>> {
  const values = new Map<string, unknown>();
  for (const [name, value] of fields) {
    const known = values.get(name);
    values.set(name, known === undefined ? value : [...(isArray(known) ? known : [known]), value]);
  }
  return Object.fromEntries(values);
}

/**
 * A file of a multipart form, in the shape of a parser: `File`, multer, express-fileupload, formidable, @fastify/multipart. A text field of
 * @fastify/multipart is its value.
 */
function partOf(value: object): unknown {
  const read = (name: string): unknown => readProperty(value, name);
  if (value instanceof Blob) return file(read('name'), value.type, value.size);
  if (read('type') === 'field' && 'fieldname' in value) return read('value');
  const name = read('originalname') ?? read('originalFilename') ?? read('filename') ?? read('name');
  const type = read('mimetype');
  if (typeof name !== 'string' || typeof type !== 'string') return undefined;
  return file(name, type, read('size'));
}

function file(name: unknown, type: string, size: unknown): string {
  const parts = [typeof name === 'string' && name !== '' ? JSON.stringify(name) : undefined, type || undefined, size ? `${String(size)} bytes` : undefined];
  return `[file: ${parts.filter((part) => part !== undefined).join(', ')}]`;
}

/** The files that a parser has set beside the body: multer's `req.file` and `req.files`, and koa-body's `ctx.request.files`. */
function filesOf(native: unknown): Readonly<Record<string, unknown>> | undefined {
  const files = [native, readProperty(native, 'request')].flatMap((place) => {
    const [one, many] = [readProperty(place, 'file'), readProperty(place, 'files')];
    return [typeof one === 'object' && one !== null ? { file: one } : undefined, typeof many === 'object' && many !== null ? { files: many } : undefined];
  });
  const found = Object.assign({}, ...files) as Readonly<Record<string, unknown>>;
  return Object.keys(found).length === 0 ? undefined : (shownValue(found, 1) as Readonly<Record<string, unknown>>);
}
