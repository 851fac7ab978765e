import { SECRET } from './secret.ts';

interface OwnStatus {
  /** The status that the client gets. */
  readonly status: number;
  /** The header fields that the client gets. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** The text that the client gets, in production too. */
  readonly detail?: string;
  readonly make: () => unknown;
}

/** An error class as apps write it, with the members of the API boilerplates. */
class ApiError extends Error {
  readonly isOperational = true;
  readonly statusCode: number;
  constructor(statusCode: number, message: string) {
    super(message);
    this.statusCode = statusCode;
  }
}

/** A class that declares its status with a getter. */
class Gone extends Error {
  get status(): number {
    return 410;
  }
}

/** A class whose text is public. */
class Suspended extends Error {
  readonly status = 403;
  readonly expose = true;
}

/** An error as http-errors makes it from the status 503 and a text: `createError(503, 'Response timeout', { code })`. Its class has the status. */
class ServiceUnavailableError extends Error {}
Object.assign(ServiceUnavailableError.prototype, { status: 503, statusCode: 503, expose: false });

function unavailable(message: string, more: object = {}): Error {
  return Object.assign(new ServiceUnavailableError(message), more);
}

/** Errors with a status of their own. Each has the secret as its text, unless the text is public. */
export const OWN_STATUSES: Readonly<Record<string, OwnStatus>> = {
  status: { status: 404, make: () => Object.assign(new Error(SECRET), { status: 404 }) },
  'status-code': { status: 409, make: () => new ApiError(409, SECRET) },
  'output-status-code': { status: 422, make: () => Object.assign(new Error(SECRET), { output: { statusCode: 422, payload: { message: SECRET } } }) },
  'status-of-the-class': { status: 410, make: () => new Gone(SECRET) },
  'status-of-a-type-error': { status: 400, make: () => Object.assign(new TypeError(SECRET), { status: 400 }) },
  'status-418': { status: 418, make: () => new ApiError(418, SECRET) },
  'public-text': { status: 403, detail: 'The account is suspended', make: () => new Suspended('The account is suspended') },
  'server-error': { status: 502, make: () => new ApiError(502, SECRET) },
  unavailable: { status: 503, headers: { 'retry-after': '30' }, make: () => unavailable(SECRET, { headers: { 'Retry-After': 30, 'set-cookie': SECRET } }) },
  timeout: { status: 503, make: () => unavailable(SECRET, { code: 'ETIMEDOUT', timeout: 5_000 }) },
  'public-server-error': {
    status: 503,
    detail: 'The shop opens at nine',
    make: () => unavailable('The shop opens at nine', { expose: true }),
  },
  challenge: {
    status: 401,
    headers: { 'www-authenticate': 'Bearer realm="orders"' },
    make: () => Object.assign(new ApiError(401, SECRET), { headers: { 'WWW-Authenticate': 'Bearer realm="orders"' } }),
  },
  'status-200': { status: 500, make: () => new ApiError(200, SECRET) },
  'status-302': { status: 500, make: () => new ApiError(302, SECRET) },
  'status-600': { status: 500, make: () => new ApiError(600, SECRET) },
  'status-a-text': { status: 500, make: () => Object.assign(new Error(SECRET), { status: '404' }) },
  'status-a-fraction': { status: 500, make: () => Object.assign(new Error(SECRET), { status: 404.5 }) },
  'of-a-response': { status: 500, make: () => Object.assign(new Error(SECRET), { status: 404, response: { status: 404, data: SECRET } }) },
  'of-a-request': { status: 500, make: () => Object.assign(new Error(SECRET), { statusCode: 401, request: {}, headers: { 'www-authenticate': SECRET } }) },
  'of-the-aws-sdk': { status: 500, make: () => Object.assign(new Error(SECRET), { statusCode: 403, $metadata: { httpStatusCode: 403 } }) },
  'of-received-headers': {
    status: 500,
    make: () => Object.assign(new Error(SECRET), { status: 429, headers: new Headers({ date: 'Sun, 29 Nov 2026 17:00:00 GMT', 'retry-after': '9' }) }),
  },
  'mapped-code': { status: 429, detail: 'Three exports a day', make: () => Object.assign(new Error(SECRET), { code: 'E_CONTROL_QUOTA', status: 500 }) },
  'not-enumerable': { status: 404, make: () => Object.defineProperty(new Error(SECRET), 'status', { value: 404 }) },
  'given-to-the-error-of-a-response': { status: 503, make: () => Object.assign(new Error(SECRET), { status: 503, response: { status: 404, data: SECRET } }) },
  'challenge-in-capitals': {
    status: 401,
    headers: { 'www-authenticate': 'Basic realm="orders"' },
    make: () => Object.assign(new ApiError(401, SECRET), { headers: { 'WWW-AUTHENTICATE': 'Basic realm="orders"' } }),
  },
  'list-of-methods': {
    status: 405,
    headers: { allow: 'GET, HEAD' },
    make: () => Object.assign(new ApiError(405, SECRET), { headers: { Allow: ['GET', 'HEAD'] } }),
  },
  'no-methods': { status: 405, headers: { allow: undefined }, make: () => new ApiError(405, SECRET) },
  'not-an-error': { status: 500, make: () => ({ status: 404, statusCode: 404, message: SECRET }) },
};

/** Errors that are thrown after the handler has set a failure status on the reply. */
export const WITH_REPLY_STATUS: Readonly<Record<string, OwnStatus>> = {
  error: { status: 404, make: () => new Error(SECRET) },
  'own-status': { status: 409, make: () => new ApiError(409, SECRET) },
  'own-status-500': { status: 500, make: () => new ApiError(500, SECRET) },
  'type-error': { status: 500, make: () => new TypeError(SECRET) },
};
