const everywhere = () => true;
const failed = ({ hook }) => hook.status >= 400;
const page = ({ question, hook }) => question.client === 'browser' && hook.type === 'text/html' && hook.status >= 400;
const asked = (pattern) => (about) => pattern.test(about.question.name);
const both =
  (...conditions) =>
  (about) =>
    conditions.every((fits) => fits(about));

/** The value of a JSON body, or the text itself. */
function jsonOf({ body }) {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

/** Is the body of plain Sails the stack of the error that the hook writes as JSON? */
function isErrorAsText({ plain, hook }) {
  const { name, message } = Object(jsonOf(hook));
  return typeof message === 'string' && String(jsonOf(plain)).startsWith(`${name}: ${message}`.slice(0, 60));
}

const isStatusText = ({ plain, hook }) => plain.type === 'text/plain' && hook.type === 'application/json' && jsonOf(hook) === plain.body;
const isTwiceEncoded = ({ question, plain, hook }) => question.client === 'socket' && plain.body === JSON.stringify(hook.body);

/**
 * The declared differences to plain Sails: the parts of an answer, the answers that the declaration is about, and the reason. The first one that fits is
 * the reason of a difference. docs/sails-hook.md has the same list.
 */
export const DECLARED = [
  { parts: ['vary'], fits: everywhere, reason: '`Vary` names the fields that choose the format, so that no cache sends a page to a program.' },
  { parts: ['cache-control'], fits: failed, reason: 'An error has `Cache-Control: no-store`.' },
  {
    parts: ['status', 'type', 'location', 'body'],
    fits: asked(/^throw error with status|^HTTP middleware.*: status/),
    reason: 'A thrown error keeps its own `status`. Sails answers 500.',
  },
  {
    parts: ['status', 'type', 'body'],
    fits: asked(/^throw Waterline: (?!invalid criteria)/),
    reason: 'A thrown error of Waterline is a 400 with the fields that are not valid, or a 409 for a value that is taken. Sails answers 500.',
  },
  { parts: ['status', 'type', 'body'], fits: asked(/^created\(\)|returns gone/), reason: 'Sails has no `created()` and no `gone()`.' },
  { parts: ['status', 'type', 'body'], fits: asked(/^flash\(\)/), reason: 'Sails 1 has no `req.flash()`.' },
  { parts: ['body'], fits: both(failed, asked(/large data/)), reason: 'The body of an error has at most 12 KB of data. Sails sends all of it.' },
  {
    parts: ['status', 'type', 'body'],
    fits: asked(/circular data/),
    reason: 'Circular data is sent, with `[circular]` in the place of the circle. Sails answers 500, and over a socket its process ends.',
  },
  {
    parts: ['status', 'type', 'cache-control', 'body'],
    fits: asked(/an event stream that fails$/),
    reason: 'An event stream that fails ends with the event `error`. Sails leaves its client waiting.',
  },
  {
    parts: ['status', 'type', 'body'],
    fits: asked(/^HTTP middleware.*: response/),
    reason: 'A function of `config.http.middleware` can call a response. Sails adds its responses later.',
  },
  { parts: ['status', 'type', 'body'], fits: asked(/next\(\) after an answer/), reason: 'The first answer stands. Over a socket, Sails sends a later one.' },
  { parts: ['status', 'type', 'body'], fits: asked(/^a body that is too large/), reason: 'A body that is too large is a 413. Sails answers 400.' },
  { parts: ['status', 'type', 'body'], fits: asked(/^an unknown charset/), reason: 'A body with a charset that no parser knows is a 415. Sails answers 400.' },
  { parts: ['type', 'body'], fits: page, reason: 'A browser gets a page. Sails sends text, JSON or a stack trace.' },
  { parts: ['type', 'body'], fits: isStatusText, reason: 'A program gets the text of the status as a JSON string, with a JSON type. Sails sends plain text.' },
  { parts: ['body'], fits: isTwiceEncoded, reason: 'A socket gets a text as it is. Sails encodes it as JSON twice.' },
  {
    parts: ['type', 'body'],
    fits: asked(/Waterline|input|blueprint: .boat(?:\/create|\/update|\?)/),
    reason: 'An error about values names the field and the rule, and never the value that a client has sent.',
  },
  {
    parts: ['type', 'body'],
    fits: asked(/^(?:forbidden|notFound)\(|^negotiate\(.*40[34]|CSRF|unmatched POST|: (?:forbidden|notFound)$|returns forbidden|compare\/24\)|\/99$/),
    reason: '`forbidden()` and `notFound()` send their argument, and so does a CSRF error. Sails drops it.',
  },
  {
    parts: ['type', 'body'],
    fits: asked(/^HTTP middleware/),
    reason: 'An error in `config.http.middleware` is answered like every other error. Sails sends `{}` or the text of the status, and never a page.',
  },
  {
    parts: ['type', 'body'],
    fits: (about) => isErrorAsText(about) || asked(/^sails.request\(.*fails/)(about),
    reason: 'A program gets an Error as JSON in development. Sails sends its stack as HTML.',
  },
  {
    parts: ['type', 'body'],
    fits: asked(/error in an object|^ok\(error/),
    reason: 'An Error inside of data is written with its name and message if it may be shown, and as `[error]` in a success. Sails writes `{}`, or its stack.',
  },
  {
    parts: ['body'],
    fits: both(failed, asked(/toJSON/)),
    reason: 'The `toJSON` of an error class does not count in production, because such methods often write the message and the request.',
  },
  {
    parts: ['type', 'body'],
    fits: both(failed, asked(/^(?:a body|malformed|a path that)/)),
    reason: 'A request that cannot be read is a `badRequest` in the format of the client. Sails sends a text of its own, with a stack trace.',
  },
];

/** Returns the reason of a difference in one part, or `undefined` if it is not declared. No reason lets the hook leave a client without an answer. */
export function reasonFor({ aspect }, about) {
  if (about.hook.status === 0) return undefined;
  return DECLARED.find(({ parts, fits }) => parts.includes(aspect) && fits(about))?.reason;
}
