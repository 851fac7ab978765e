import { UNPARSED } from '../../core/error-mapping/map-error.ts';
import type { IncomingRequest } from '../../core/ports/request.ts';
import { readProperty } from '../../core/values/guarded-read.ts';
import { masked } from '../report/masked.ts';
import type { Hint } from '../report/report.ts';
import { type HostName, hostOf } from './host-of.ts';
import { codeOf, numberIn, rawErrors, textIn } from './raw-errors.ts';
import { type Situation, statusOf } from './situation.ts';

/** A body that a parser has refused, and a handler that reads a body which nothing has parsed. */
export function bodyHints(situation: Situation): readonly Hint[] {
  const { request } = situation;
  for (const error of rawErrors(situation)) {
    const hint = refused(error, request) ?? notParsed(error, request);
    if (hint !== undefined) return [hint];
  }
  if (situation.outcome?.detail === UNPARSED) return unparsed(request);
  if (statusOf(situation) === 415) return isOfMultipart(situation) ? [] : [unsupported(request)];
  return [];
}

/** @fastify/multipart refuses a request that is no form with files: its own hint says more. */
function isOfMultipart(situation: Situation): boolean {
  return rawErrors(situation).some((error) => codeOf(error) === 'FST_INVALID_MULTIPART_CONTENT_TYPE');
}

/** The error of the parser quotes the body, so Halyard has left it out. */
function unparsed(request: IncomingRequest): readonly Hint[] {
  if (request.header('content-encoding') !== undefined)
    return [{ text: `The body is not valid. Perhaps its Content-Encoding ${field(request, 'content-encoding')} is wrong.` }];
  return /\bjson\b/i.test(request.header('content-type') ?? '') ? [{ text: 'The body is not valid JSON.' }] : [];
}

function unsupported(request: IncomingRequest): Hint {
  const encoding = request.header('content-encoding');
  const host = hostOf(request);
  if (encoding !== undefined) return { text: `The server takes no body with ${typeOf(request)} and Content-Encoding ${field(request, 'content-encoding')}.` };
  return { text: `The server takes no body with ${typeOf(request)}.`, ...withCode(host === 'fastify' ? parserFor(request, host) : undefined) };
}

function refused(error: object, request: IncomingRequest): Hint | undefined {
  switch (codeOf(error)) {
    case 'entity.parse.failed':
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return { text: 'The body is not valid JSON.' };
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return { text: 'The request has Content-Type application/json and no body. Send a body, or leave the field out.' };
    case 'entity.too.large':
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return tooLarge(error, request);
    case 'encoding.unsupported':
      return { text: `The parser cannot read the Content-Encoding ${field(request, 'content-encoding')}.` };
    case 'charset.unsupported':
      return { text: `The parser cannot read the charset of ${typeOf(request)}. Send the body as UTF-8.` };
    case 'parameters.too.many':
      return { text: 'The form has more fields than the option parameterLimit allows.', code: 'app.use(express.urlencoded({ parameterLimit: 10_000 }));' };
    case 'request.size.invalid':
      return { text: 'The body has another length than the field Content-Length says.' };
    case 'request.aborted':
      return { text: 'The client ended the connection before it had sent the whole body.' };
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return unsupported(request);
    default:
      return isOfBodyLimit(error, request) ? tooLarge(error, request) : refusedByHapi(error, request);
  }
}

/** The error of bodyLimit() of Hono has a response, and no code and no message. */
function isOfBodyLimit(error: object, request: IncomingRequest): boolean {
  return readProperty(error, 'status') === 413 && readProperty(error, 'res') !== undefined && textIn(error, 'message') === '' && hostOf(request) === 'hono';
}

/** hapi's errors have no code. */
function refusedByHapi(error: object, request: IncomingRequest): Hint | undefined {
  const message = textIn(error, 'message') ?? '';
  if (readProperty(error, 'isBoom') !== true) return undefined;
  const limit = /^Payload content length greater than maximum allowed: (\d{1,16})$/.exec(message)?.[1];
  if (limit !== undefined) return tooLarge({ limit: Number(limit) }, request);
  return message === 'Invalid request payload JSON format' ? { text: 'The body is not valid JSON.' } : undefined;
}

/** The options for the largest body, by host. */
const LIMITS: Readonly<Record<HostName, string>> = {
  express: "app.use(express.json({ limit: '1mb' }));",
  fastify: 'const app = Fastify(fastifyOptions({ bodyLimit: 1_048_576 }));',
  hapi: "server.route({ method: 'POST', path: '/orders', options: { payload: { maxBytes: 4_194_304 } }, handler });",
  hono: 'app.use(bodyLimit({ maxSize: 1_048_576 }));',
  koa: "app.use(bodyParser({ jsonLimit: '1mb', formLimit: '1mb' }));",
  sails: "// config/http.js\nmodule.exports.http = { middleware: { bodyParser: require('skipper')({ limit: '1mb' }) } };",
};

function tooLarge(error: object, request: IncomingRequest): Hint {
  const [limit, length] = [numberIn(error, 'limit'), numberIn(error, 'length') ?? (Number(request.header('content-length')) || undefined)];
  const sizes = limit === undefined ? '' : ` The parser takes ${limit} bytes${length === undefined ? '' : `, and the body has ${length}`}.`;
  const host = hostOf(request);
  return {
    text: `The body is too large.${sizes} Raise the limit of the parser if such bodies are expected.`,
    ...(host !== undefined && { code: LIMITS[host] }),
  };
}

/** V8's sentences for a member of a value that is `undefined`, with the expression in them or without it. */
const OF_BODY = /of '(?:req|request|ctx\.request|context\.request)\.body' as it is (?:undefined|null)/;
const OF_NOTHING = /^(?:Cannot read properties of undefined|Cannot destructure property)/;

/** The handler has read a member of a body that does not exist. */
function notParsed(error: object, request: IncomingRequest): Hint | undefined {
  const message = textIn(error, 'message') ?? '';
  const names = OF_BODY.test(message);
  const hasBody = Number(request.header('content-length')) > 0 || request.header('transfer-encoding') !== undefined;
  if (!names && !(OF_NOTHING.test(message) && hasBody && bodyIsMissing(request))) return undefined;
  const host = hostOf(request);
  const code = parserFor(request, host);
  const perhaps = names ? '' : 'Perhaps the handler reads the body: ';
  const text = hasBody ? `nothing has parsed the body of this request, which has ${typeOf(request)}.` : 'the request has no body.';
  return { text: perhaps === '' ? text.charAt(0).toUpperCase() + text.slice(1) : perhaps + text, ...withCode(hasBody ? code : undefined) };
}

function withCode(code: string | undefined): Pick<Hint, 'code'> {
  return code === undefined ? {} : { code };
}

function bodyIsMissing(request: IncomingRequest): boolean {
  const host = hostOf(request);
  return (host === 'express' || host === 'koa') && request.parsed?.() === undefined;
}

/** The parser for the media type of the request, as code. */
function parserFor(request: IncomingRequest, host: HostName | undefined): string | undefined {
  const type = request.header('content-type') ?? '';
  const kind = /\bmultipart\//i.test(type) ? 'multipart' : /urlencoded/i.test(type) ? 'form' : /json/i.test(type) ? 'json' : 'text';
  return PARSERS[host ?? '']?.[kind];
}

const PARSERS: Readonly<Record<string, Readonly<Record<'json' | 'form' | 'multipart' | 'text', string>>>> = {
  express: {
    json: 'app.use(express.json());',
    form: 'app.use(express.urlencoded({ extended: true }));',
    multipart: "const upload = multer();\napp.post('/photos', upload.single('photo'), handler);",
    text: "app.use(express.text({ type: 'text/*' }));",
  },
  koa: {
    json: "import { bodyParser } from '@koa/bodyparser';\napp.use(bodyParser());",
    form: "import { bodyParser } from '@koa/bodyparser';\napp.use(bodyParser());",
    multipart: "import multer from '@koa/multer';\nrouter.post('/photos', multer().single('photo'), handler);",
    text: "import { bodyParser } from '@koa/bodyparser';\napp.use(bodyParser({ enableTypes: ['json', 'form', 'text'] }));",
  },
  fastify: {
    json: "app.addContentTypeParser(/\\+json$/, { parseAs: 'string' }, app.getDefaultJsonParser('error', 'error'));",
    form: "await app.register(import('@fastify/formbody'));",
    multipart: "await app.register(import('@fastify/multipart'));",
    text: "app.addContentTypeParser('text/csv', { parseAs: 'string' }, (request, body, done) => done(null, body));",
  },
};

function typeOf(request: IncomingRequest): string {
  return request.header('content-type') === undefined ? 'no Content-Type' : `Content-Type ${field(request, 'content-type')}`;
}

function field(request: IncomingRequest, name: string): string {
  return masked(request.header(name) ?? '', 128);
}
