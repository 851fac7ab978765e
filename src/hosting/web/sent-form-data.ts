/** What the app has read with `formData()`, by request. A body with files is too large for a copy, and can be read once. */
const READ = new WeakMap<object, FormData>();
/** The requests from which clones were made. */
const ORIGINAL = new WeakMap<object, object>();

/** Keeps what `formData()` of a request, or of a clone, has returned. */
export function keepFormData(request: object, data: FormData): void {
  READ.set(originalOf(request), data);
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
