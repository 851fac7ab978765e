const TOKEN = /^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/;
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** The host sets the framing and connection fields. Over HTTP/2 some of them end the stream (RFC 9113 §8.2.2). */
const HOST_FIELDS = new Set([
  'connection',
  'content-length',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade-insecure-requests',
]);

/** Whether Halyard may send this header field. A line break in a value would let an attacker add another header field. */
export function isSendable(name: string, value: unknown): value is string {
  return isField(name, value) && !HOST_FIELDS.has(name.toLowerCase());
}

/** Whether this is a valid HTTP header field (RFC 9110 §5). It may still be a field that only the host sets. */
export function isField(name: string, value: unknown): value is string {
  return typeof value === 'string' && value.length <= 8_192 && TOKEN.test(name) && VALUE.test(value);
}
