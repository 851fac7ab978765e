import { readProperty } from '../../core/values/guarded-read.ts';
import { keepFormData, keepParsed, noteClone } from './sent-form-data.ts';

type Read = (this: object, ...args: readonly unknown[]) => unknown;

/** The errors of bodies that could not be read, each with its status. */
const UNREADABLE = new WeakMap<object, 400 | 415>();

/** The status for an error of a request body that could not be read, and `undefined` for any other error. */
export function statusOfUnreadable(error: unknown): 400 | 415 | undefined {
  return typeof error === 'object' && error !== null ? UNREADABLE.get(error) : undefined;
}

/** A method that reads a body, or that makes a clone of the request, whose methods are watched too. */
type Watched = 'json' | 'formData' | 'parseBody' | 'clone';

/** The methods of a Request that are watched. */
export const REQUEST_METHODS: readonly Watched[] = ['json', 'formData', 'clone'];

/**
 * Notes the errors of `request.json()` and of the methods that read a form. The SyntaxError of a body cannot be told from that of any other JSON, so the
 * methods of this one request note it. They also keep a form that was read. The methods are shared, so no function is made for a request.
 */
export function watchBody(request: object, names: readonly Watched[]): void {
  for (const name of names) {
    try {
      if (typeof readProperty(request, name) === 'function') Object.defineProperty(request, name, WATCHED[name]);
    } catch {
      // A frozen request, or a Proxy.
    }
  }
}

const WATCHED: Readonly<Record<Watched, PropertyDescriptor>> = {
  json: watched('json'),
  formData: watched('formData'),
  parseBody: watched('parseBody'),
  clone: shared(function () {
    const copy = ownMethod(this, 'clone').call(this) as object;
    noteClone(copy, this);
    watchBody(copy, REQUEST_METHODS);
    return copy;
  }),
};

function watched(name: string): PropertyDescriptor {
  return shared(function (...args) {
    const wasUsed = readProperty(this, 'bodyUsed') === true;
    const failed = (error: unknown): never => {
      note(error, this, { isForm: name !== 'json', wasUsed });
      throw error;
    };
    const read = (body: unknown): unknown => {
      if (name === 'formData') keepFormData(this, body as FormData);
      // A request of Hono has the original in `raw`.
      keepParsed((readProperty(this, 'raw') as object | undefined) ?? this, body);
      return body;
    };
    return (Reflect.apply(ownMethod(this, name), this, args) as Promise<unknown>).then(read, failed);
  });
}

function shared(value: Read): PropertyDescriptor {
  return { value, configurable: true, writable: true, enumerable: false };
}

/** The method of the request's class, in place of which ours is called. */
function ownMethod(request: object, name: string): Read {
  return readProperty(Object.getPrototypeOf(request), name) as Read;
}

/** A TypeError of a body that was read before is a mistake in the app. */
function note(error: unknown, request: object, { isForm, wasUsed }: { readonly isForm: boolean; readonly wasUsed: boolean }): void {
  if (error instanceof SyntaxError && !isForm) UNREADABLE.set(error, 400);
  else if (error instanceof TypeError && isForm && !wasUsed) UNREADABLE.set(error, isFormType(request) ? 400 : 415);
}

function isFormType(request: object): boolean {
  const raw = readProperty(request, 'raw') ?? request;
  const type: unknown = (readProperty(raw, 'headers') as Headers | undefined)?.get('content-type');
  return typeof type === 'string' && /^(?:multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(type);
}
