/**
 * The HTTP Status Code Registry of the IANA (RFC 9110 §16.2.1), from 200 on. A final response cannot have a lower status code. Each list has the phrases
 * of consecutive status codes, and its key is the first of them.
 */
const RUNS: Readonly<Record<number, readonly string[]>> = {
  200: ['OK', 'Created', 'Accepted', 'Non-Authoritative Information', 'No Content', 'Reset Content', 'Partial Content', 'Multi-Status', 'Already Reported'],
  226: ['IM Used'],
  300: ['Multiple Choices', 'Moved Permanently', 'Found', 'See Other', 'Not Modified', 'Use Proxy'],
  307: ['Temporary Redirect', 'Permanent Redirect'],
  400: [
    'Bad Request',
    'Unauthorized',
    'Payment Required',
    'Forbidden',
    'Not Found',
    'Method Not Allowed',
    'Not Acceptable',
    'Proxy Authentication Required',
    'Request Timeout',
    'Conflict',
    'Gone',
    'Length Required',
    'Precondition Failed',
    'Content Too Large',
    'URI Too Long',
    'Unsupported Media Type',
    'Range Not Satisfiable',
    'Expectation Failed',
    "I'm a Teapot",
  ],
  421: ['Misdirected Request', 'Unprocessable Content', 'Locked', 'Failed Dependency', 'Too Early', 'Upgrade Required'],
  428: ['Precondition Required', 'Too Many Requests'],
  431: ['Request Header Fields Too Large'],
  451: ['Unavailable For Legal Reasons'],
  500: [
    'Internal Server Error',
    'Not Implemented',
    'Bad Gateway',
    'Service Unavailable',
    'Gateway Timeout',
    'HTTP Version Not Supported',
    'Variant Also Negotiates',
    'Insufficient Storage',
    'Loop Detected',
  ],
  510: ['Not Extended', 'Network Authentication Required'],
};

const PHRASES = new Map(Object.entries(RUNS).flatMap(([first, phrases]) => phrases.map((phrase, index) => [Number(first) + index, phrase] as const)));

/** The names of the classes (RFC 9110 §15). */
const CLASSES: Readonly<Record<number, string>> = { 2: 'Successful', 3: 'Redirection', 4: 'Client Error' };

/**
 * The reason phrase of a status code. A code that is not registered (nginx's 499) gets the name of its class. A client treats it as the x00 code of the
 * class, but its phrase would be wrong: "Bad Request" would blame the request, and the cause may be another one.
 */
export function statusPhrase(status: number): string {
  return PHRASES.get(status) ?? CLASSES[Math.floor(status / 100)] ?? 'Server Error';
}

/** Whether the value is the status of a failure: a whole number from 400 to 599. */
export function isFailureStatus(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 400 && (value as number) <= 599;
}
