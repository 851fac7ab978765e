const TOKEN = /^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/;
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Framing and connection fields are the host's to set; over HTTP/2 some of them end the stream (RFC 9113 §8.2.2). */
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

/** May this field go out as it is? A line break in a value would begin a header field of somebody else's choice. */
export function isSendable(name: string, value: unknown): value is string {
  return isField(name, value) && !HOST_FIELDS.has(name.toLowerCase());
}

/** Is this a header field as HTTP writes it (RFC 9110 §5), whoever may set it? */
export function isField(name: string, value: unknown): value is string {
  return typeof value === 'string' && value.length <= 8_192 && TOKEN.test(name) && VALUE.test(value);
}
