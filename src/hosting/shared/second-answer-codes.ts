/** The error codes with which Node and Fastify report that the app has answered a request a second time. */
export const SECOND_ANSWER_CODES: ReadonlySet<unknown> = new Set([
  'ERR_HTTP_HEADERS_SENT',
  'ERR_HTTP2_HEADERS_SENT',
  'ERR_STREAM_WRITE_AFTER_END',
  'FST_ERR_REP_ALREADY_SENT',
]);
