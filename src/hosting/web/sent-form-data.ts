/** What the app has read with `formData()`, by request. A body with files is too large for a copy, and can be read once. */
const READ = new WeakMap<object, FormData>();
/** What the app has read with a method that parses the body, by request. */
const PARSED = new WeakMap<object, unknown>();
/** The requests from which clones were made. */
const ORIGINAL = new WeakMap<object, object>();

/** Keeps what `formData()` of a request, or of a clone, has returned. */
export function keepFormData(request: object, data: FormData): void {
  READ.set(originalOf(request), data);
}

/** Keeps what `json()`, `formData()` or `parseBody()` of a request, or of a clone, has returned. */
export function keepParsed(request: object, body: unknown): void {
  PARSED.set(originalOf(request), body);
}

/** What the app has read with such a method of this request or of a clone. */
export function parsedBody(request: object): unknown {
  return PARSED.get(request);
}

/** Notes that a request is a clone. */
export function noteClone(copy: object, request: object): void {
  ORIGINAL.set(copy, originalOf(request));
}

/** What the app has read with `formData()` of this request or of a clone. */
export function sentFormData(request: object): FormData | undefined {
  return READ.get(request);
}

function originalOf(request: object): object {
  return ORIGINAL.get(request) ?? request;
}
