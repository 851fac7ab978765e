import type { ReportedRequest } from '../report/report.ts';

/** Header fields that curl writes itself, that describe one connection, or that only describe the browser. */
const LEFT_OUT =
  /^(?:host|connection|content-length|transfer-encoding|accept-encoding|keep-alive|proxy-connection|te|trailer|upgrade|upgrade-insecure-requests|cookie|priority|dnt|sec-ch-.*|sec-gpc)$/;

/** The name of a field as RFC 9110 section 5.6.2 allows it. Another name could be an option of curl, such as `@file`. */
const FIELD_NAME = /^[!#$%&'*+.^_`|~0-9a-z-]+$/i;

/** The request as a command for curl. Masked values stay masked. A POSIX shell runs it as it is. */
export function curlOf(request: ReportedRequest): string {
  const lines = curlArguments(request).map((group) => group.map(quoted).join(' '));
  return `curl ${lines.join(' \\\n  ')}`;
}

/** The arguments of the command, unquoted. Each group is one line of the command: an option with its value. */
export function curlArguments(request: ReportedRequest): readonly (readonly string[])[] {
  const { method, url, origin, headers, cookies, body } = request;
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  const isMultipart = body !== undefined && /^multipart\/form-data/i.test(type);
  const address = /^https?:\/\//i.test(url) ? url : `${origin ?? 'http://localhost'}${url.startsWith('/') ? '' : '/'}${url}`;
  return [
    // `-g`: curl expands no brackets in the address, and `[masked]` has some.
    ['-i', '-g', ...methodArguments(method, body !== undefined), safe(address)],
    ...headers.filter(([name]) => isSent(name, isMultipart)).map(([name, value]) => ['-H', field(name, safe(value))]),
    ...(cookies.length === 0 ? [] : [['-b', safe(cookies.map(([name, value]) => `${name}=${value}`).join('; '))]]),
    ...(body === undefined ? [] : bodyArguments(body, type)),
  ];
}

function methodArguments(method: string, hasBody: boolean): readonly string[] {
  if (method === 'GET' && !hasBody) return [];
  if (method === 'HEAD') return ['-I'];
  return ['-X', safe(method)];
}

/** Whether curl gets the field. It writes the `Content-Type` of a multipart body itself, because the field has the boundary. */
function isSent(name: string, isMultipart: boolean): boolean {
  return FIELD_NAME.test(name) && !LEFT_OUT.test(name.toLowerCase()) && !(isMultipart && name.toLowerCase() === 'content-type');
}

/** A field without a value ends with `;`, because curl removes a field that ends with `:`. */
function field(name: string, value: string): string {
  return value === '' ? `${name};` : `${name}: ${value}`;
}

function bodyArguments(body: string, type: string): readonly (readonly string[])[] {
  const isMultipart = /^multipart\/form-data/i.test(type);
  const fields = isMultipart || /^application\/x-www-form-urlencoded/i.test(type) ? fieldsOf(body) : undefined;
  if (fields === undefined) return [['--data-raw', withoutNull(body)]];
  // curl encodes the value of `--data-urlencode`, and takes the name as it is.
  return fields.map(([name, value]) =>
    isMultipart
      ? ['--form-string', `${safe(name).replaceAll('=', '%3D')}=${withoutNull(value)}`]
      : ['--data-urlencode', `${encodeURIComponent(name.toWellFormed())}=${withoutNull(value)}`],
  );
}

function withoutNull(text: string): string {
  return text.replaceAll('\0', '');
}

/** The fields of a parsed form. `undefined` if it was cut off. */
function fieldsOf(body: string): readonly (readonly [string, string])[] | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return undefined;
    return Object.entries(parsed).flatMap(([name, value]) => valuesOf(name, value));
  } catch {
    return undefined;
  }
}

/** The fields of one member: `tags=a` and `tags=b` of a list, `address[city]=Oslo` of an object. The limits of the report bound the depth. */
function valuesOf(name: string, value: unknown): readonly (readonly [string, string])[] {
  if (typeof value !== 'object' || value === null) return [[name, typeof value === 'string' ? value : JSON.stringify(value)]];
  if (Array.isArray(value)) return value.flatMap((item) => valuesOf(name, item));
  return Object.entries(value).flatMap(([member, item]) => valuesOf(`${name}[${member}]`, item));
}

/** One line without control characters: a line break in a header value would be a further header field. */
function safe(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to replace
  return text.replaceAll(/[\0-\x1f\x7f]/g, ' ');
}

/** A word of a POSIX shell. Between single quotes nothing has a meaning, except the single quote. */
function quoted(text: string): string {
  return /^[a-zA-Z0-9_/:.@%+=-]+$/.test(text) && !text.startsWith('=') ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
